package io.github.camelctrader.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;

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

    @Test
    void missingCredentialsAreNamedByTheirPropertyInsteadOfAStackTrace(CapturedOutput output) {
        SpringApplication application = new SpringApplication(Routes.class);
        application.setWebApplicationType(WebApplicationType.NONE);

        assertThatThrownBy(application::run).hasStackTraceContaining("clientId = (absent)");

        String report = output.toString();
        assertThat(report)
                .contains("APPLICATION FAILED TO START")
                .contains("set it on the component, camel.component.ctrader.client-id");
        assertThat(report.substring(report.indexOf("APPLICATION FAILED TO START")))
                .as("no stack trace in the report")
                .doesNotContain("\tat ");
        assertThat(report.lines().filter(line -> line.startsWith("\tat ")).count())
                .as("lines of stack traces anywhere")
                .isZero();
    }

    @EnableAutoConfiguration
    static class Empty {}

    @EnableAutoConfiguration
    static class Routes {
        @Bean
        RouteBuilder quotes() {
            return new RouteBuilder() {
                @Override
                public void configure() {
                    from("ctrader:demo").to("log:quotes");
                }
            };
        }
    }
}
