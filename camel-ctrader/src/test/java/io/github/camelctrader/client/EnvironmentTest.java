package io.github.camelctrader.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentTest {

    @ParameterizedTest
    @CsvSource({"demo, DEMO", "DEMO, DEMO", "Live, LIVE", "live, LIVE"})
    void anEnvironmentIsFoundInAnyCase(String name, Environment expected) {
        assertThat(Environment.of(name)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "demo ", "paper", "demo.ctraderapi.com"})
    void whatIsNeitherIsRefusedByName(String name) {
        assertThatThrownBy(() -> Environment.of(name))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("environment = " + name + ": must be demo or live");
    }

    @Test
    void eachHasItsHostItsNameAndItsCounterpart() {
        assertThat(Environment.DEMO).hasToString("demo");
        assertThat(Environment.DEMO.officialHost()).isEqualTo("demo.ctraderapi.com");
        assertThat(Environment.DEMO.other()).isEqualTo(Environment.LIVE);
        assertThat(Environment.LIVE).hasToString("live");
        assertThat(Environment.LIVE.officialHost()).isEqualTo("live.ctraderapi.com");
        assertThat(Environment.LIVE.other()).isEqualTo(Environment.DEMO);
    }
}
