package io.github.camelctrader.client.account;

import static io.github.camelctrader.client.account.ScriptedAccounts.account;
import static io.github.camelctrader.client.account.ScriptedAccounts.error;
import static io.github.camelctrader.client.account.ScriptedAccounts.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.model.ProtoOACtidTraderAccount;
import io.github.camelctrader.client.AuthenticationException;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.Retryability;
import io.github.camelctrader.client.token.AccountRefusals;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountDiagnosisTest {
    private static final CTraderException REFUSAL =
            refusal(error("CANT_ROUTE_REQUEST", "no route").build());

    /** Accounts are written as id:environment:login. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DEMO | 17   | 17:demo:1017              | ",
                "LIVE | 17   | 17:live:1017              | ",
                "DEMO | 17   | 16:live:1 17:demo:1017    | ",
                "DEMO | 17   | 17:live:1017              | Account 17 is a live account, but this is the connection to"
                        + " demo: use it through ctrader:live",
                "LIVE | 17   | 17:demo:1017              | Account 17 is a demo account, but this is the connection to"
                        + " live: use it through ctrader:demo",
                "DEMO | 1017 | 17:demo:1017              | accountId = 1017 is a login number; its account id is 17",
                "DEMO | 17   | 18:demo:17 17:demo:1      | ",
                "DEMO | 99   | 17:demo:1 18:live:2       | The access token does not cover account 99; in demo it covers"
                        + " [17]: set accountId to one of them, or get a token that covers it",
                "LIVE | 99   | 17:demo:1 18:live:2 9:live:3 | The access token does not cover account 99; in live it"
                        + " covers [18, 9]: set accountId to one of them, or get a token that covers it",
                "DEMO | 99   | ''                        | The access token does not cover account 99; in demo it covers"
                        + " []: set accountId to one of them, or get a token that covers it",
            })
    void theAccountsOfTheTokenTellWhatIsWrong(
            Environment environment, long accountId, String accounts, @Nullable String expected) {
        AuthenticationException found = AccountDiagnosis.explain(environment, accountId, accounts(accounts), REFUSAL);

        if (expected == null) {
            assertThat(found).isNull();
        } else {
            assertThat(found).hasMessage(expected).satisfies(exception -> {
                assertThat(exception.getErrorCode()).isEqualTo("CANT_ROUTE_REQUEST");
                assertThat(exception.getDescription()).isEqualTo("no route");
                assertThat(exception.getRetryability()).isEqualTo(Retryability.AFTER_FIX);
            });
        }
    }

    @ParameterizedTest
    @CsvSource({
        "CH_ACCESS_TOKEN_INVALID,     set a fresh accessToken, false",
        "OA_AUTH_TOKEN_EXPIRED,       set a fresh accessToken, false",
        "RET_ACCOUNT_DISABLED,        account 17 cannot be used, false",
        "INVALID_REQUEST,             account 17 cannot be used, false",
        "CANT_ROUTE_REQUEST,          account 17 cannot be used, true",
        "CH_SERVER_NOT_REACHABLE,     account 17 cannot be used, true",
        "REQUEST_FREQUENCY_EXCEEDED,  account 17 cannot be used, true",
        "SERVER_IS_UNDER_MAINTENANCE, account 17 cannot be used, true",
    })
    void codesTellTheCureAndWhatPasses(String errorCode, String cure, boolean passing) {
        CTraderException refusal = refusal(error(errorCode, null).build());

        assertThat(AccountRefusals.withCure(17, refusal)).hasMessageContaining(cure);
        assertThat(AccountDiagnosis.passing(refusal)).isEqualTo(passing);
    }

    @Test
    void whatNeverLeftThisProcessPasses() {
        CTraderException notSent = new NotSentException("the link was lost", null);

        assertThat(AccountDiagnosis.passing(notSent)).isTrue();
        assertThat(AccountRefusals.withCure(17, notSent)).satisfies(cure -> {
            assertThat(cure).hasMessage("account 17 cannot be used: the link was lost");
            assertThat(cure.getErrorCode()).isNull();
            assertThat(cure.getDescription()).isNull();
        });
    }

    private static List<ProtoOACtidTraderAccount> accounts(String text) {
        return Arrays.stream(text.split(" "))
                .filter(word -> !word.isBlank())
                .map(word -> word.split(":"))
                .map(parts -> account(Long.parseLong(parts[0]), parts[1].equals("live"), Long.parseLong(parts[2])))
                .toList();
    }
}
