package io.github.camelctrader;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** How long each test waits for what must happen. Awaitility's own ten seconds can pass while a busy machine does nothing else. */
public final class AwaitilityTimeout implements BeforeAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(40));
    }
}
