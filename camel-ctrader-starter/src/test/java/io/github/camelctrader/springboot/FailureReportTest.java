package io.github.camelctrader.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What a person reads when the application does not start. */
@ExtendWith(OutputCaptureExtension.class)
class FailureReportTest {
    @Test
    void misspeltSecretIsNamedButNotShown(CapturedOutput output) {
        SpringApplication application = new SpringApplication(Empty.class);
        application.setWebApplicationType(WebApplicationType.NONE);

        assertThatThrownBy(() -> application.run("--camel.component.ctrader.client-secert=hush-hush"))
                .hasStackTraceContaining("client-secert");

        assertThat(output)
                .contains("The cTrader component has no such option: camel.component.ctrader.client-secert")
                .contains("Correct the name or remove the property")
                .doesNotContain("hush-hush");
    }

    @EnableAutoConfiguration
    static class Empty {}
}
