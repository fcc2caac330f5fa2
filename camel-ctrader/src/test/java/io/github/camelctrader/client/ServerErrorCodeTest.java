package io.github.camelctrader.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.model.ProtoOAErrorCode;
import com.xtrader.protocol.proto.commons.model.ProtoErrorCode;
import io.github.camelctrader.client.ServerErrorCode.Reaction;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the exceptions are that codes become is in the table of {@code ServerErrorsTest}. */
class ServerErrorCodeTest {

    @Test
    void everyCodeOfTheSchemaIsKnown() {
        Stream<String> schema = Stream.concat(
                Arrays.stream(ProtoOAErrorCode.values()).map(Enum::name),
                Arrays.stream(ProtoErrorCode.values()).map(Enum::name));

        assertThat(Arrays.stream(ServerErrorCode.values()).map(Enum::name)).containsAll(schema.toList());
    }

    @Test
    void aCodeOfTheFutureIsPassedOn() {
        assertThat(ServerErrorCode.reactionTo("SOME_CODE_OF_THE_FUTURE")).isEqualTo(Reaction.PASS_ON);
        assertThat(ServerErrorCode.reactionTo("NO_QUOTES")).isEqualTo(Reaction.TRY_LATER);
        assertThat(ServerErrorCode.NO_QUOTES.reaction()).isEqualTo(Reaction.TRY_LATER);
    }

    @Test
    void aCodeIsComparedByName() {
        assertThat(ServerErrorCode.NO_QUOTES.is("NO_QUOTES")).isTrue();
        assertThat(ServerErrorCode.NO_QUOTES.is("no_quotes")).isFalse();
        assertThat(ServerErrorCode.NO_QUOTES.is(null)).isFalse();
    }

    @Test
    void whatSeveralCodesSayIsAskedAtOnce() {
        assertThat(Arrays.stream(ServerErrorCode.values())
                        .filter(code -> ServerErrorCode.saysNoSuchSymbol(code.name())))
                .containsExactlyInAnyOrder(
                        ServerErrorCode.SYMBOL_NOT_FOUND,
                        ServerErrorCode.UNKNOWN_SYMBOL,
                        ServerErrorCode.ENTITY_NOT_FOUND);
        assertThat(Arrays.stream(ServerErrorCode.values()).filter(code -> ServerErrorCode.saysNoSuchOrder(code.name())))
                .containsExactlyInAnyOrder(ServerErrorCode.ORDER_NOT_FOUND, ServerErrorCode.ENTITY_NOT_FOUND);
        assertThat(Arrays.stream(ServerErrorCode.values())
                        .filter(code -> ServerErrorCode.saysNoValidToken(code.name())))
                .containsExactlyInAnyOrder(
                        ServerErrorCode.CH_ACCESS_TOKEN_INVALID, ServerErrorCode.OA_AUTH_TOKEN_EXPIRED);
        assertThat(Arrays.stream(ServerErrorCode.values())
                        .filter(code -> ServerErrorCode.saysAuthorisedAlready(code.name())))
                .containsExactlyInAnyOrder(
                        ServerErrorCode.CH_CLIENT_ALREADY_AUTHENTICATED, ServerErrorCode.ALREADY_LOGGED_IN);
        assertThat(ServerErrorCode.saysNoSuchOrder(null)).isFalse();
        assertThat(ServerErrorCode.saysNoSuchOrder("SOME_CODE_OF_THE_FUTURE")).isFalse();
    }
}
