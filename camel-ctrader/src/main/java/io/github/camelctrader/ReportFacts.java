package io.github.camelctrader;

import io.github.camelctrader.client.AccountStatus;
import io.github.camelctrader.client.ClientReport;
import io.github.camelctrader.client.ComponentEvent;
import io.github.camelctrader.client.ConnectionSnapshot;
import io.github.camelctrader.client.EventInterest;
import io.github.camelctrader.client.HistoryProgress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A report on a connection as plain values under names, in a fixed order. */
final class ReportFacts {
    private ReportFacts() {}

    /** @param component under which name the component is known */
    static Map<String, Object> of(String component, ClientReport report) {
        ConnectionSnapshot connection = report.connection();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("component", component);
        facts.put("environment", connection.environment().toString());
        facts.put("state", connection.state().name());
        facts.put("since", connection.since().toString());
        facts.put("link", connection.generation());
        facts.put("attempt", connection.attempt());
        put(facts, "failure", connection.lastFailure());
        put(facts, "nextAttempt", connection.nextAttempt());
        facts.put(
                "accounts",
                report.accounts().stream()
                        .map(status -> account(status, report.refused().getOrDefault(status.accountId(), Set.of())))
                        .toList());
        facts.put(
                "consumers",
                report.consumers().stream().map(ReportFacts::consumer).toList());
        facts.put("orders", report.orders().stream().map(ReportFacts::order).toList());
        facts.put(
                "disconnects",
                report.disconnects().stream().map(ComponentEvent::toMap).toList());
        facts.put("repairedBars", report.defects().repairedBars());
        facts.put("ignoredBookEntries", report.defects().ignoredBookEntries());
        facts.put("bookResyncs", report.defects().bookResyncs());
        facts.put("subscriptions", new TreeMap<>(report.subscriptions()).toString());
        facts.put("requests", List.of(requests(report.requests())));
        facts.put(
                "downloads",
                report.downloads().stream().map(HistoryProgress::toMap).toList());
        facts.put("disconnectCounts", new TreeMap<>(report.disconnectCounts()).toString());
        facts.put("totals", List.of(totals(report.totals())));
        return facts;
    }

    private static Map<String, Object> totals(ClientReport.Totals totals) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("events", new TreeMap<>(totals.events()).toString());
        facts.put("conflated", totals.conflated());
        facts.put("missed", totals.missed());
        facts.put("gaps", totals.gaps());
        facts.put("recovered", totals.recovered());
        facts.put("orders", new TreeMap<>(totals.orders().reached()).toString());
        facts.put("journalWrites", text(totals.orders().journal()));
        return facts;
    }

    private static String text(ClientReport.Timing timing) {
        long mean = timing.count() == 0 ? 0 : timing.total().toNanos() / timing.count();
        return timing.count() + ", " + TimeUnit.NANOSECONDS.toMicros(mean) + " us each";
    }

    private static Map<String, Object> account(AccountStatus status, Set<String> refused) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("accountId", status.accountId());
        facts.put("state", status.state().name());
        put(facts, "reason", status.reason());
        put(facts, "tokenExpires", status.tokenExpires());
        if (!refused.isEmpty()) {
            facts.put("refused", List.copyOf(refused));
        }
        return facts;
    }

    private static Map<String, Object> consumer(ClientReport.Consumer consumer) {
        EventInterest interest = consumer.interest();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("eventTypes", List.copyOf(new TreeSet<>(interest.eventTypes())));
        facts.put("accounts", List.copyOf(new TreeSet<>(interest.accounts())));
        facts.put("symbols", interest.symbols());
        facts.put("waiting", consumer.allWaiting());
        facts.put("lanes", new TreeMap<>(consumer.waiting()).toString());
        facts.put("missed", consumer.missed());
        facts.put("conflated", consumer.conflated());
        facts.put("gaps", consumer.gaps());
        return facts;
    }

    private static Map<String, Object> requests(ClientReport.Requests requests) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("waiting", requests.waiting());
        facts.put("unanswered", requests.unanswered());
        facts.put("counted", requests.counted());
        facts.put("historicalCounted", requests.historicalCounted());
        facts.put("blocked", new TreeMap<>(requests.blocked()).toString());
        facts.put("waits", text(requests.waits()));
        facts.put("holds", text(requests.holds()));
        facts.put("answers", text(requests.answers()));
        return facts;
    }

    private static Map<String, Object> order(ClientReport.Order order) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("accountId", order.accountId());
        facts.put("clientOrderId", order.clientOrderId());
        facts.put("request", order.request());
        facts.put("stage", order.stage());
        return facts;
    }

    private static void put(Map<String, Object> facts, String name, @Nullable Object value) {
        if (value != null) {
            facts.put(name, value.toString());
        }
    }

    /** Facts as lines for people, nested ones indented. */
    static String text(Map<String, Object> facts) {
        StringBuilder text = new StringBuilder();
        write(text, "", facts);
        return text.toString();
    }

    private static void write(StringBuilder text, String indent, Map<?, ?> facts) {
        facts.forEach((name, value) -> {
            text.append(indent).append(name).append(": ");
            if (value instanceof List<?> list && list.stream().anyMatch(Map.class::isInstance)) {
                text.append(list.size()).append('\n');
                list.forEach(each -> {
                    write(text, indent + "    ", (Map<?, ?>) each);
                    text.append('\n');
                });
            } else {
                text.append(value).append('\n');
            }
        });
    }
}
