package io.github.camelctrader.simulator.control;

import com.xtrader.protocol.openapi.v2.model.ProtoOATrader;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.SimulatedAccount;
import io.github.camelctrader.simulator.SimulatedTokens;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import io.github.camelctrader.simulator.wire.JsonText;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Accounts, and the tokens that open them. */
final class AccountRoutes {
    private final CTraderSimulator simulator;

    AccountRoutes(CTraderSimulator simulator) {
        this.simulator = simulator;
    }

    List<Route> all() {
        return List.of(
                Route.of("GET", "/accounts", "", "all accounts with their balances", this::accounts),
                Route.of(
                        "POST",
                        "/accounts",
                        "id environment token viewToken refreshToken balance currency leverage netted limitedRisk stopOut",
                        "adds an account; its token may be a new one",
                        this::addAccount),
                Route.of(
                        "GET",
                        "/positions",
                        "account",
                        "open positions and resting orders of an account",
                        call -> Answer.json(
                                new Json.Raw(JsonText.of(simulator.broker().state(call.needNumber("account")))))),
                Route.of("GET", "/tokens", "account", "the tokens that trade an account now", this::tokens),
                Route.of(
                        "POST",
                        "/tokens",
                        "accessToken refreshToken scope accounts",
                        "adds tokens for accounts (1001,1002); scope trading, or accounts for viewing",
                        this::addTokens),
                Route.of(
                        "POST",
                        "/tokens/expire",
                        "account accessToken",
                        "ends the life of an access token; its refresh token works",
                        this::expire),
                Route.of(
                        "POST",
                        "/tokens/revoke",
                        "account accessToken",
                        "takes a grant back, as its owner may",
                        this::revoke),
                Route.of(
                        "POST",
                        "/tokens/consent",
                        "account",
                        "the owner consents again: new tokens, the old ones are dead",
                        call -> answer(simulator.consentAgain(call.needNumber("account")))));
    }

    private Answer accounts(Call call) {
        return Answer.json(
                simulator.broker().accounts().stream().map(this::view).toList());
    }

    private Map<String, @Nullable Object> view(SimulatedAccount account) {
        ProtoOATrader trader = simulator.broker().trader(account.accountId());
        return Json.object(
                "id", account.accountId(),
                "environment", account.environment(),
                "login", account.traderLogin(),
                "balance",
                        BigDecimal.valueOf(trader.getBalance(), trader.getMoneyDigits())
                                .toPlainString(),
                "currency", account.depositAsset(),
                "leverage", account.leverage(),
                "netted", account.netted());
    }

    private Answer addAccount(Call call) {
        long id = call.needNumber("id");
        String token = call.need("token");
        SimulatedAccount account = call.environment() == SimulatorEnvironment.LIVE
                ? SimulatedAccount.live(id, token)
                : SimulatedAccount.demo(id, token);
        account = account.withViewOnlyToken(call.orNull("viewToken"))
                .withBalance(
                        call.find("balance").orElse(account.balance().toPlainString()),
                        call.find("currency").orElse(account.depositAsset()))
                .withLeverage(small(call, "leverage", account.leverage()))
                .withStopOut(small(call, "stopOut", account.stopOutPercent()));
        account = call.flag("netted") ? account.asNetted() : account;
        account = call.flag("limitedRisk") ? account.asLimitedRisk() : account;
        simulator.broker().addAccount(account, call.orNull("refreshToken"));
        return Answer.json(view(account));
    }

    private static int small(Call call, String name, int otherwise) {
        long value = call.findNumber(name).orElse((long) otherwise);
        if (value != (int) value) {
            throw new IllegalArgumentException(name + " " + value + " is too great");
        }
        return (int) value;
    }

    private Answer tokens(Call call) {
        return answer(simulator.tokens(call.needNumber("account")));
    }

    private static Answer answer(SimulatedTokens tokens) {
        return Answer.json(Json.object("accessToken", tokens.accessToken(), "refreshToken", tokens.refreshToken()));
    }

    private Answer addTokens(Call call) {
        boolean mayTrade = Scope.mayTrade(call.find("scope").orElse("trading"));
        SimulatedTokens tokens = new SimulatedTokens(call.need("accessToken"), call.orNull("refreshToken"));
        simulator.addTokens(tokens, mayTrade, call.needNumbers("accounts"));
        return Answer.done();
    }

    private Answer expire(Call call) {
        simulator.expireToken(accessToken(call));
        return Answer.done();
    }

    private Answer revoke(Call call) {
        simulator.revokeToken(accessToken(call));
        return Answer.done();
    }

    /** The token that is named, or the one that trades the account now. */
    private String accessToken(Call call) {
        return call.find("accessToken")
                .orElseGet(() -> call.findNumber("account")
                        .map(account -> simulator.tokens(account).accessToken())
                        .orElseThrow(() -> new IllegalArgumentException("account or accessToken is missing")));
    }
}
