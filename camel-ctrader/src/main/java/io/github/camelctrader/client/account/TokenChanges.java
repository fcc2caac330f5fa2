package io.github.camelctrader.client.account;

import io.github.camelctrader.client.AuthenticationException;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.TokenRefreshedEvent;
import io.github.camelctrader.client.account.AccountState.State;
import io.github.camelctrader.client.time.Loop;
import io.github.camelctrader.client.time.OnLoop;
import io.github.camelctrader.client.token.Grant;
import io.github.camelctrader.client.token.TokenListener;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Brings what becomes of the tokens of a grant to all accounts that use it. */
@OnLoop
final class TokenChanges implements TokenListener {
    private final Environment environment;
    private final Loop loop;
    private final AccountRegister register;
    private final AccountListener user;
    private final BooleanSupplier linked;
    private final Consumer<AccountState> authorise;
    private final BiConsumer<AccountState, CTraderException> notRenewed;

    /**
     * @param linked whether there is a link to authorise accounts on
     * @param authorise authorises an account with the present token of its grant
     * @param notRenewed tells an account that waits for other tokens that none came
     */
    TokenChanges(
            Environment environment,
            Loop loop,
            AccountRegister register,
            AccountListener user,
            BooleanSupplier linked,
            Consumer<AccountState> authorise,
            BiConsumer<AccountState, CTraderException> notRenewed) {
        this.environment = environment;
        this.loop = loop;
        this.register = register;
        this.user = user;
        this.linked = linked;
        this.authorise = authorise;
        this.notRenewed = notRenewed;
    }

    @Override
    public void renewed(Grant grant, boolean saved) {
        List<AccountState> users = register.usersOf(grant);
        for (AccountState session : users) {
            if (linked.getAsBoolean() && wants(session, grant)) {
                authorise.accept(session);
            }
            if (!saved) {
                user.problem(session.accountId(), unsaved());
            }
        }
        user.tokenRefreshed(new TokenRefreshedEvent(
                environment,
                users.stream().map(AccountState::accountId).toList(),
                grant.expiresAt(),
                saved,
                loop.now()));
    }

    /** Accounts that waited for the refresh continue with its token, also when that is the one they had. */
    private static boolean wants(AccountState session, Grant grant) {
        return switch (session.state()) {
            case LOGGED_OUT -> false;
            case DETACHED -> !session.isGuest();
            case RENEWING -> !grant.isUnderWay();
            default -> !Objects.equals(session.tokenUsed(), grant.accessToken());
        };
    }

    @Override
    public void notRenewed(Grant grant, CTraderException cause) {
        for (AccountState session : register.usersOf(grant)) {
            if (session.state() == State.RENEWING) {
                notRenewed.accept(session, cause);
            } else if (!grant.mayBeRefreshed(loop.nanoTime())) {
                user.problem(session.accountId(), grant.refusal(session.accountId(), cause));
            }
        }
    }

    private static AuthenticationException unsaved() {
        return new AuthenticationException(
                "The tokens were refreshed but could not be saved, see the log; that is tried again, and if the process"
                        + " ends before it succeeds, a new consent is needed",
                null,
                null);
    }
}
