package io.github.camelctrader.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xtrader.protocol.openapi.v2.ProtoOADealListReq;
import com.xtrader.protocol.openapi.v2.ProtoOADealListRes;
import io.github.camelctrader.simulator.control.ControlServer;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the control endpoint refuses, and how it says so. */
class ControlRefusalsTest {
    private static ControlHarness harness;

    @BeforeAll
    static void start() {
        harness = new ControlHarness();
    }

    @AfterAll
    static void end() {
        harness.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/quotes | bid=1.1 | 400 | symbol is missing",
                "/quotes | symbol=EURUSD | 400 | bid or ask is missing",
                "/quotes | symbol=NONE&bid=1 | 400 | No symbol NONE",
                "/quotes | symbol=EURUSD&bid=x | 400 | x is no number",
                "/quotes | symbol=EURUSD&bid=2 | 400 | Not a quote",
                "/quotes | symbl=EURUSD&bid=2 | 400 | there is no parameter symbl; POST /quotes takes symbol, bid, ask, environment",
                "/quotes | symbol=EURUSD&bid=2&environment=paper | 400 | environment paper is none of DEMO, LIVE",
                "/quotes | symbol=EURUSD&symbol=GBPUSD&bid=1 | 400 | symbol has two values",
                "/quotes | symbol=%zz&bid=1 | 400 | URLDecoder",
                "/replay?speed=quick | 1,EURUSD,1.1,1.2 | 400 | speed quick is neither a number nor max",
                "/replay?speed=0 | 1,EURUSD,1.1,1.2 | 400 | speed must be positive: 0.0",
                "/replay | a,b | 400 | Line 1 of the ticks",
                "/accounts | id=1001&token=t | 400 | There is an account 1001 already",
                "/accounts | id=x&token=t | 400 | id x is not a whole number, or too great",
                "/accounts | id=9&token=t&netted=yes | 400 | netted yes is neither true nor false",
                "/accounts | id=9&token=t&leverage=5000000000 | 400 | leverage 5000000000 is too great",
                "/symbols | 1,2 | 400 | has not 8 or 12 cells: 1,2",
                "/symbols | # | 400 | the body has no symbol",
                "/symbols | x,DE40,I,DE40,EUR,1,1.0,1.0 | 400 | has a cell that should be a number and is none",
                "/tokens | accessToken=t&accounts=1001&scope=all | 400 | scope all is neither trading nor accounts",
                "/tokens | accessToken=t&accounts=77 | 400 | No account 77",
                "/tokens/expire | accessToken=none | 400 | The access token opens nothing",
                "/tokens/expire | | 400 | account or accessToken is missing",
                "/broker/close | account=1001&position=5 | 400 | No open position 5 on account 1001",
                "/broker/close | account=5&position=5 | 400 | No account 5",
                "/broker/order | account=1001&symbol=EURUSD&side=long&volume=1 | 400 | side long is none of BUY, SELL",
                "/broker/order | account=1001&symbol=EURUSD&side=buy&volume=1 | 400 | TRADING_BAD_VOLUME",
                "/broker/order | account=1001&symbol=EURUSD&side=buy&volume=100000&limit=1&stop=2 | 400 | limit and stop are both there",
                "/broker/deposit | account=1001&amount=x | 400 | not an amount of money: x",
                "/broker/symbol | symbol=EURUSD | 400 | 'needs one of mode, open, name, liquidity, not 0'",
                "/broker/symbol | symbol=EURUSD&open=true&name=x | 400 | 'needs one of mode, open, name, liquidity, not 2'",
                "/broker/account | account=1001&maxPositions=-1 | 400 | bound must not be negative: -1",
                "/broker/next-order | account=1001 | 400 | 'needs one of portions, rejection, not 0'",
                "/broker/next-cancel | account=1001 | 400 | race is missing",
                "/faults | nonsense | 400 | 'Line 1 of the faults, \\\"nonsense\\\"'",
                "/faults | # | 400 | the body has no fault",
                "/clock | offset=soon | 400 | not a time: soon",
                "/lags | history=soon | 400 | not a time: soon",
                "/lags | | 400 | history or reconcile is missing",
                "/nothing | | 404 | there is nothing at /nothing; GET / lists what there is",
                "/journal | | 405 | '/journal takes GET, DELETE'"
            })
    void whatDoesNotFitIsNamed(String path, @Nullable String form, int status, String why) throws Exception {
        HttpResponse<String> response = harness.send(harness.at(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form == null ? "" : form)));
        assertThat(response.body()).startsWith("{\"ok\":false,\"error\":\"").contains(why);
        assertThat(response.statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "/journal?dircetion=executed, there is no parameter and no field of a message dircetion",
        "/journal?accessToken=x, accessToken is masked in the journal",
        "/journal?message=Nothing, message: there is no message Nothing",
        "/journal?limit=all, 'limit all is not a whole number, or too great'"
    })
    void whatTheJournalCannotTellIsNamed(String path, String why) throws Exception {
        assertThat(harness.get(path)).isEqualTo("{\"ok\":false,\"error\":\"" + why + "\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "901,DE40,Indices,DE40,EUR,1,18000.0,1.0; 1,AGAIN,Forex,EUR,USD,5,1.1,0.0001 | Two symbols with id 1",
                "901,DE40,Indices,DE40,EUR,1,18000.0,1.0; 901,UK100,Indices,UK100,GBP,1,9000.0,1.0 | Two symbols with id 901",
                "901,DE40,Indices,DE40,EUR,1,18000.0,1.0; 902,LONE,Other,LONE,ABC,2,1.00,0.01 | No symbols lead from the assets of LONE"
            })
    void aListOfSymbolsComesWholeOrNotAtAll(String lines, String why) throws Exception {
        String before = harness.get("/symbols");
        assertThat(harness.send(harness.at("/symbols").POST(BodyPublishers.ofString(lines.replace("; ", "\n"))))
                        .body())
                .contains(why);
        assertThat(harness.get("/symbols")).isEqualTo(before);
    }

    @Test
    void ofTwoLagsNoneIsSetWhenOneIsWrong() throws Exception {
        try (TestClient client = TestClient.authorised(harness.simulator, SimulatorDefaults.DEMO_ACCOUNT)) {
            assertThat(harness.post("/lags", "history=60m&reconcile=soon")).contains("not a time: soon");
            harness.post("/broker/order", "account=1001&symbol=EURUSD&side=buy&volume=100000");
            assertThat(client.request(ProtoOADealListReq.newBuilder()
                                    .setCtidTraderAccountId(SimulatorDefaults.DEMO_ACCOUNT)
                                    .build())
                            .as(ProtoOADealListRes.getDefaultInstance())
                            .getDealList())
                    .isNotEmpty();
        }
    }

    @Test
    void jsonIsRefusedByItsName() throws Exception {
        HttpResponse<String> response = harness.send(harness.at("/quotes")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"symbol\":\"EURUSD\"}")));
        assertThat(response.statusCode()).isEqualTo(415);
        assertThat(response.body()).contains("not into application/json");
    }

    @Test
    void otherMachinesNeedATokenAndPagesOfBrowsersToo() throws Exception {
        assertThatThrownBy(() -> ControlServer.start(harness.simulator, new InetSocketAddress("0.0.0.0", 0), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("0.0.0.0 can be reached from other machines: the control endpoint needs a token there;"
                        + " say --control-token");
        assertThat(harness.send(harness.at("/status").header("Origin", "https://page.example"))
                        .statusCode())
                .isEqualTo(403);
        try (ControlServer guarded =
                ControlServer.start(harness.simulator, new InetSocketAddress("127.0.0.1", 0), "hush-sesame")) {
            URI status = guarded.uri().resolve("/status");
            assertThat(harness.send(HttpRequest.newBuilder(status)).statusCode())
                    .isEqualTo(401);
            assertThat(harness.send(HttpRequest.newBuilder(guarded.uri().resolve("/nothing")))
                            .statusCode())
                    .isEqualTo(401);
            assertThat(harness.send(HttpRequest.newBuilder(status).header("Authorization", "Bearer hush-sesame"))
                            .statusCode())
                    .isEqualTo(200);
        }
    }
}
