package io.github.camelctrader.client.subscription;

import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.RequestRejectedException;
import io.github.camelctrader.client.RequestTimeoutException;
import io.github.camelctrader.client.ServerRefusal;
import io.github.camelctrader.client.subscription.SubscriptionPlan.Step;
import io.github.camelctrader.client.time.OnLoop;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells the holders of leases what they do not get, once per subscription and kind of failure; of order books, which many brokers do not have, once. */
@OnLoop
final class SubscriptionProblems {
    private static final int NAMED = 5;

    private final long accountId;
    private final SymbolNames names;

    SubscriptionProblems(long accountId, SymbolNames names) {
        this.accountId = accountId;
        this.names = names;
    }

    /**
     * @param prospect what happens next, in words
     */
    void report(Step step, CTraderException error, String prospect) {
        Map<SubscriptionInterest, List<Long>> symbolsByWant = new LinkedHashMap<>();
        String kindOfFailure = step.kind() == Topic.Kind.DEPTH ? "not given" : kindOf(error);
        for (Subscription subscription : step.subscriptions()) {
            for (SubscriptionInterest want : subscription.wants()) {
                if (want.firstToHear(subscription.topic(), kindOfFailure)) {
                    symbolsByWant
                            .computeIfAbsent(want, key -> new ArrayList<>())
                            .add(subscription.topic().symbolId());
                }
            }
        }
        String lacking = step.kind() == Topic.Kind.SPOTS && step.change() == SubscriptionChange.UNSUBSCRIBE
                ? "No timestamps in quotes of "
                : "No " + step.subscriptions().get(0).topic().noun() + " of ";
        symbolsByWant.forEach((want, symbols) -> want.tell(problem(
                lacking + describe(symbols) + " of account " + accountId + ", " + prospect + ": " + error.getMessage(),
                error)));
    }

    /** The first few symbols by name and id, and how many more there are. */
    private String describe(List<Long> symbolIds) {
        List<String> texts = new ArrayList<>();
        for (long symbolId : symbolIds.subList(0, Math.min(NAMED, symbolIds.size()))) {
            String name = names.nameOf(accountId, symbolId);
            texts.add(name == null ? "symbol " + symbolId : name + " (symbol " + symbolId + ")");
        }
        int more = symbolIds.size() - texts.size();
        return String.join(", ", texts) + (more == 0 ? "" : " and " + more + " more");
    }

    private static String kindOf(CTraderException error) {
        return error instanceof RequestRejectedException no
                ? no.getErrorCode()
                : error.getClass().getSimpleName();
    }

    /** The same failure in its own type, with what it means for the holder in front. */
    private CTraderException problem(String message, CTraderException error) {
        return of(message, error).concerning(error.getEnvironment(), accountId, error.getClientMsgId());
    }

    private static CTraderException of(String message, CTraderException error) {
        if (error instanceof ServerRefusal refusal) {
            return refusal.withMessage(message);
        }
        return error instanceof NotSentException
                ? new NotSentException(message, error)
                : new RequestTimeoutException(message, error);
    }
}
