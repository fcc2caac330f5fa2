package io.github.camelctrader.client.token;

import io.github.camelctrader.client.StoredTokens;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.AccessDeniedException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tokens as text: a properties file that names its format and its grants and ends with a checksum, so that a damaged one is
 * recognised. Files of earlier versions have no checksum, and do not say that they have one.
 */
final class TokenFileFormat {
    private static final String FORMAT = "format";
    private static final String FORMAT_1 = "camel-ctrader-tokens-1";
    private static final String GRANTS = "grants";
    private static final String KNOWN_TOKENS = ".knownTokens";
    private static final String ACCESS_TOKEN = ".accessToken";
    private static final String REFRESH_TOKEN = ".refreshToken";
    private static final String EXPIRES_AT = ".expiresAt";
    private static final String REFRESH_IN_FLIGHT = ".refreshInFlight";

    private static final String COMMENT = "OAuth tokens of cTrader IDs: secret, written by camel-ctrader";
    private static final String CHECKED = "; the last line is a checksum";
    private static final String CHECKSUM = "#checksum ";

    private TokenFileFormat() {}

    static StringWriter write(Collection<StoredTokens> grants) throws IOException {
        Properties properties = new Properties();
        properties.setProperty(FORMAT, FORMAT_1);
        properties.setProperty(
                GRANTS, grants.stream().map(StoredTokens::grantId).collect(Collectors.joining(" ")));
        for (StoredTokens grant : grants) {
            String id = grant.grantId();
            properties.setProperty(id + KNOWN_TOKENS, String.join(" ", grant.knownTokens()));
            put(properties, id + ACCESS_TOKEN, grant.accessToken());
            put(properties, id + REFRESH_TOKEN, grant.refreshToken());
            put(properties, id + EXPIRES_AT, grant.expiresAt());
            properties.setProperty(id + REFRESH_IN_FLIGHT, String.valueOf(grant.refreshInFlight()));
        }
        StringWriter text = new StringWriter();
        properties.store(text, COMMENT + CHECKED);
        String checksum = TokenHash.of(text.toString());
        return text.append(CHECKSUM).append(checksum).append('\n');
    }

    /** @throws IOException when the text is not what {@link #write} makes; its message holds nothing of the text */
    static List<StoredTokens> read(String text) throws IOException {
        if (text.startsWith("#" + COMMENT + CHECKED)) {
            check(text);
        }
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IllegalArgumentException e) {
            throw damaged("it has a wrong escape");
        }
        if (!FORMAT_1.equals(properties.getProperty(FORMAT))) {
            throw damaged("it does not say " + FORMAT + "=" + FORMAT_1);
        }
        String ids = properties.getProperty(GRANTS);
        if (ids == null) {
            throw damaged("it does not name its grants");
        }
        Set<String> left = new TreeSet<>(properties.stringPropertyNames());
        left.removeAll(Set.of(FORMAT, GRANTS));
        List<StoredTokens> grants = new ArrayList<>();
        for (String id : ids.isBlank() ? new String[0] : ids.split(" ", -1)) {
            grants.add(grant(properties, id));
            left.removeIf(key -> key.startsWith(id + "."));
        }
        if (!left.isEmpty()) {
            throw damaged("it has " + left.size() + " lines that belong to no grant");
        }
        return grants;
    }

    private static void check(String text) throws IOException {
        int checksum = text.lastIndexOf(CHECKSUM);
        if (checksum < 0) {
            throw damaged("it is cut short");
        }
        if (!text.substring(checksum).strip().equals(CHECKSUM + TokenHash.of(text.substring(0, checksum)))) {
            throw damaged("its checksum is wrong");
        }
    }

    /** Why a file cannot be used, in words. */
    static String reason(IOException e) {
        return e instanceof AccessDeniedException
                ? "cannot be read or written: access denied"
                : e.getClass() == IOException.class
                        ? String.valueOf(e.getMessage())
                        : "cannot be read or written: " + e;
    }

    private static StoredTokens grant(Properties properties, String id) throws IOException {
        String inFlight = properties.getProperty(id + REFRESH_IN_FLIGHT);
        String known = properties.getProperty(id + KNOWN_TOKENS);
        String accessToken = properties.getProperty(id + ACCESS_TOKEN);
        String refreshToken = properties.getProperty(id + REFRESH_TOKEN);
        boolean complete = known != null && (accessToken != null || refreshToken != null);
        if (!complete || inFlight == null || !Set.of("true", "false").contains(inFlight)) {
            throw damaged("a grant in it is incomplete");
        }
        String expiresAt = properties.getProperty(id + EXPIRES_AT);
        try {
            return new StoredTokens(
                    id,
                    List.of(known.split(" ", -1)),
                    accessToken,
                    refreshToken,
                    expiresAt == null ? null : Instant.parse(expiresAt),
                    Boolean.parseBoolean(inFlight));
        } catch (DateTimeParseException e) {
            throw damaged("the end of a token in it is no date");
        }
    }

    private static void put(Properties properties, String key, @Nullable Object value) {
        if (value != null) {
            properties.setProperty(key, value.toString());
        }
    }

    private static IOException damaged(String how) {
        return new IOException("is damaged or no file of tokens: " + how
                + "; restore it, or remove it and start with new tokens of a new consent");
    }
}
