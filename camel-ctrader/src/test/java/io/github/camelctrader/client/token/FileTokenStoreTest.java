package io.github.camelctrader.client.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.StoredTokens;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens in a file: whole, private, and readable again. */
class FileTokenStoreTest {
    private static final Instant END = Instant.parse("2026-02-04T10:15:30.250Z");

    @TempDir
    Path directory;

    @Test
    void keepsSeveralGrantsAndReplacesEachByItsId() throws IOException {
        StoredTokens plain = tokens("g1", "A1", "R1", END, false);
        StoredTokens odd = tokens("g2", "a=b:#! \\ \u00e9\n", null, null, false);
        StoredTokens refreshOnly = tokens("g3", null, "R3", null, true);
        FileTokenStore store = FileTokenStore.open(file());
        assertThat(store.load()).isEmpty();
        store.save(plain);
        store.save(odd);
        store.save(refreshOnly);
        store.save(plain.marked(true));

        assertThat(FileTokenStore.open(file()).load()).containsExactlyInAnyOrder(plain.marked(true), odd, refreshOnly);
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).containsExactly(file());
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void onlyItsOwnerMayReadIt() throws IOException {
        FileTokenStore.open(file()).save(tokens("g1", "A1", "R1", END, false));

        assertThat(permissions()).isEqualTo("rw-------");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void takesTheRightsOfOthersAway() throws IOException {
        FileTokenStore.open(file()).save(tokens("g1", "A1", "R1", END, false));
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));
        FileTokenStore.open(file());

        assertThat(permissions()).isEqualTo("rw-------");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void writesThroughALink() throws IOException {
        FileTokenStore.open(file()).save(tokens("g1", "A1", "R1", END, false));
        Path link = Files.createSymbolicLink(directory.resolve("link"), file());
        FileTokenStore.open(link).save(tokens("g2", "A2", "R2", END, false));

        assertThat(link).isSymbolicLink();
        assertThat(FileTokenStore.open(file()).load()).hasSize(2);
    }

    @Test
    void leavesTheOldStateUntilTheNewOneIsComplete() throws IOException {
        FileTokenStore store = FileTokenStore.open(file());
        store.save(tokens("g1", "A1", "R1", END, false));
        // What the end of a process in the middle of a save leaves.
        Files.writeString(directory.resolve("tokens.new"), "format=camel-ct");
        FileTokenStore after = FileTokenStore.open(file());
        assertThat(after.load()).containsExactly(tokens("g1", "A1", "R1", END, false));
        after.save(tokens("g1", "A2", "R2", END, false));

        assertThat(FileTokenStore.open(file()).load()).containsExactly(tokens("g1", "A2", "R2", END, false));
    }

    @Test
    void aFileCutAnywhereIsRecognised() throws IOException {
        FileTokenStore.open(file()).save(tokens("g1", "A1", "R1", END, false));
        String whole = Files.readString(file());
        for (int left = 0; left < whole.length() - 1; left++) {
            Files.writeString(file(), whole.substring(0, left));
            assertThatThrownBy(() -> FileTokenStore.open(file()))
                    .as("the first %d characters", left)
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("tokenFile = " + file())
                    .hasMessageContaining("damaged")
                    .hasMessageNotContainingAny("A1", "R1");
        }
        Files.writeString(file(), whole.replace("A1", "A2"));
        assertThatThrownBy(() -> FileTokenStore.open(file())).hasMessageContaining("its checksum is wrong");
        Files.writeString(file(), whole);
        assertThat(FileTokenStore.open(file()).load()).hasSize(1);
    }

    @Test
    void aFileOfAnEarlierVersionIsReadAndHasAChecksumFromThenOn() throws IOException {
        Files.writeString(
                file(),
                "#OAuth tokens of cTrader IDs: secret, written by camel-ctrader\n#Fri Nov 27 10:00:00 UTC 2026\n"
                        + "format=camel-ctrader-tokens-1\ngrants=g1\ng1.knownTokens=k\ng1.accessToken=A1\n"
                        + "g1.refreshInFlight=false\n");
        FileTokenStore store = FileTokenStore.open(file());
        StoredTokens old = store.load().get(0);
        assertThat(old.accessToken()).isEqualTo("A1");
        store.save(old);

        assertThat(Files.readString(file())).contains("#checksum ");
        assertThat(FileTokenStore.open(file()).load()).containsExactly(old);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "format=camel-ctrader-tokens-2",
                "format=camel-ctrader-tokens-1",
                "format=camel-ctrader-tokens-1\ngrants=g1",
                "format=camel-ctrader-tokens-1\ngrants=\ng1.accessToken=x",
                "format=camel-ctrader-tokens-1\ngrants=g1\ng1.knownTokens=k\ng1.accessToken=x\ng1.refreshInFlight=maybe",
                "format=camel-ctrader-tokens-1\ngrants=g1\ng1.knownTokens=k\ng1.refreshInFlight=true",
                "format=camel-ctrader-tokens-1\ngrants=g1\ng1.knownTokens=k\ng1.accessToken=x\ng1.refreshInFlight=true\n"
                        + "g1.expiresAt=soon",
                "x=\\u12"
            })
    void whatIsNoFileOfTokensIsNamed(String content) throws IOException {
        Files.writeString(file(), content);

        assertThatThrownBy(() -> FileTokenStore.open(file()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("tokenFile = " + file() + ": is damaged or no file of tokens")
                .hasMessageContaining("new consent");
    }

    @Test
    void aPlaceThatCannotBeWrittenIsNamed() {
        assertThatThrownBy(() -> FileTokenStore.open(directory.resolve("no/such/tokens")))
                .hasMessageContaining("tokenFile")
                .hasMessageContaining("its directory does not exist");
        assertThatThrownBy(() -> FileTokenStore.open(directory))
                .hasMessageContaining("tokenFile = " + directory + ": is a directory");
        assertThatThrownBy(() -> FileTokenStore.open(Path.of("/proc/tokens")))
                .hasMessageContaining("tokenFile = /proc/tokens: cannot be read or written");
    }

    @Test
    void aPlaceThatVanishesFailsTheSaveAndSaysNoToken() throws IOException {
        Path place = Files.createDirectory(directory.resolve("place"));
        FileTokenStore store = FileTokenStore.open(place.resolve("tokens"));
        Files.delete(place);

        assertThatThrownBy(() -> store.save(tokens("g1", "A1-secret", "R1-secret", END, false)))
                .isInstanceOf(IOException.class)
                .hasMessageNotContaining("secret");
    }

    /** An interrupt breaks a write off as a full disk does. */
    @Test
    void aSaveThatBreaksOffLeavesNothingBehind() throws IOException {
        FileTokenStore store = FileTokenStore.open(file());
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> store.save(tokens("g1", "A1-secret", "R1-secret", END, false)))
                    .isInstanceOf(ClosedByInterruptException.class);
        } finally {
            Thread.interrupted();
        }

        assertThat(directory).isEmptyDirectory();
        store.save(tokens("g1", "A1", "R1", END, false));
        assertThat(store.load()).hasSize(1);
    }

    private Path file() {
        return directory.resolve("tokens");
    }

    private String permissions() throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file()));
    }

    private static StoredTokens tokens(
            String id,
            @Nullable String accessToken,
            @Nullable String refreshToken,
            @Nullable Instant end,
            boolean inFlight) {
        return new StoredTokens(id, List.of("f1", "f2"), accessToken, refreshToken, end, inFlight);
    }
}
