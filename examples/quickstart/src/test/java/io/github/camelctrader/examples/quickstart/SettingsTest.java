package io.github.camelctrader.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    private static final Map<String, String> REAL_ACCOUNT = Map.of(
            "CTRADER_CLIENT_ID", "hush-id",
            "CTRADER_CLIENT_SECRET", "hush-secret",
            "CTRADER_ACCESS_TOKEN", "hush-token",
            "CTRADER_ACCOUNT_ID", "12345");

    @Test
    void nothingGivenMeansAMinuteAtTheSimulator() {
        Settings settings = Settings.read(new Properties(), Map.of());

        assertThat(settings.duration()).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.dsl()).isEqualTo(Settings.Dsl.YAML);
        assertThat(settings.credentials()).isNull();
        assertThat(settings.trade()).isTrue();
    }

    @Test
    void realAccountIsOnlyWatched() {
        Settings settings = Settings.read(new Properties(), REAL_ACCOUNT);

        assertThat(settings.credentials()).isEqualTo(new Credentials("hush-id", "hush-secret", "hush-token", "12345"));
        assertThat(settings.trade()).isFalse();
        assertThat(settings.toString()).contains("12345").doesNotContain("hush-");
    }

    @ParameterizedTest
    @CsvSource({"yes,true", "YES,true", "no,false", "true,false", "'',false"})
    void realAccountIsTradedOnlyAfterAYes(String answer, boolean trade) {
        Properties properties = new Properties();
        Map<String, String> environment = new HashMap<>(REAL_ACCOUNT);
        environment.put("CTRADER_TRADE", answer);

        assertThat(Settings.read(properties, environment).trade()).isEqualTo(trade);
    }

    @Test
    void someOfTheCredentialsAreNotEnough() {
        Map<String, String> some = Map.of("CTRADER_CLIENT_ID", "hush-id", "CTRADER_ACCOUNT_ID", "12345");

        assertThatThrownBy(() -> Settings.read(new Properties(), some))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("needs CTRADER_CLIENT_SECRET and CTRADER_ACCESS_TOKEN")
                .hasMessageNotContaining("hush-");
    }

    @ParameterizedTest
    @CsvSource({"quickstart.dsl,xml", "quickstart.seconds,0", "quickstart.seconds,soon", "quickstart.hold,-1"})
    void valueThatMakesNoSenseIsNamed(String name, String value) {
        Properties properties = new Properties();
        properties.setProperty(name, value);

        assertThatThrownBy(() -> Settings.read(properties, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(name + " = " + value);
    }
}
