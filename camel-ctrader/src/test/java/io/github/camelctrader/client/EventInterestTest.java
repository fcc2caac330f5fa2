package io.github.camelctrader.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventInterestTest {

    @ParameterizedTest
    @CsvSource({
        "Spot,                         spot",
        "SpotEvent,                    spot",
        "ProtoOASpotEvent,             spot",
        "protooaspotevent,             spot",
        "SPOT,                         spot",
        "'  Spot ',                    spot",
        "ProtoOAOrderErrorEvent,       ordererror",
        "OrderError,                   ordererror",
        "TrailingSLChanged,            trailingslchanged",
        "ProtoOAv1PnLChangeEvent,      v1pnlchange",
        "ConnectionEvent,              connection",
        "Gap,                          gap",
        "ProtoMessage,                 protomessage",
        "VersionRes,                   versionres",
        "Event,                        ''",
        "'',                           ''",
    })
    void aTypeHasOneNameHoweverItIsWritten(String written, String expected) {
        assertThat(EventInterest.simpleName(written)).isEqualTo(expected);
    }

    @Test
    void withoutTypesEverythingOfTheServerIsWantedAndNothingElse() {
        EventInterest all = interest(Set.of(), Set.of(), List.of());

        assertThat(all.wantsServerEvent("SpotEvent")).isTrue();
        assertThat(all.wantsServerEvent("ProtoMessage")).isTrue();
        assertThat(all.wantsComponentEvent("ConnectionEvent")).isFalse();
        assertThat(all.wantsComponentEvent("GapEvent")).isFalse();
    }

    @Test
    void withTypesExactlyTheseAreWantedWhoeverMadeThem() {
        EventInterest some = interest(Set.of("spot", "gap"), Set.of(), List.of());

        assertThat(some.wantsServerEvent("SpotEvent")).isTrue();
        assertThat(some.wantsServerEvent("ProtoOASpotEvent")).isTrue();
        assertThat(some.wantsComponentEvent("GapEvent")).isTrue();
        assertThat(some.wantsServerEvent("ExecutionEvent")).isFalse();
        assertThat(some.wantsComponentEvent("ConnectionEvent")).isFalse();
    }

    @Test
    void allStandsForEverythingOfTheServerBesidesWhatIsNamed() {
        EventInterest some = interest(Set.of(EventInterest.ALL, "gap"), Set.of(), List.of());

        assertThat(some.wantsServerEvent("SpotEvent")).isTrue();
        assertThat(some.wantsServerEvent("ProtoMessage")).isTrue();
        assertThat(some.wantsComponentEvent("GapEvent")).isTrue();
        assertThat(some.wantsComponentEvent("ConnectionEvent")).isFalse();
    }

    @Test
    void aQueueHoldsAtLeastOneEvent() {
        InvalidRequestException refused = catchThrowableOfType(
                InvalidRequestException.class,
                () -> new EventInterest(Set.of(), Set.of(), List.of(), true, SlowConsumer.QUEUE, 0));

        assertThat(refused).hasMessage("queueSize = 0: must be 1 or more");
        assertThat(refused.getField()).isEqualTo("queueSize");
    }

    @Test
    void symbolsBelongToAnAccount() {
        InvalidRequestException refused = catchThrowableOfType(
                InvalidRequestException.class, () -> interest(Set.of(), Set.of(), List.of("EURUSD")));

        assertThat(refused.getField()).isEqualTo("symbols");
        assertThat(refused).hasMessageContaining("[EURUSD]").hasMessageContaining("accountId");
        assertThat(interest(Set.of(), Set.of(17L), List.of("EURUSD")).symbols()).containsExactly("EURUSD");
    }

    private static EventInterest interest(Set<String> types, Set<Long> accounts, List<String> symbols) {
        return new EventInterest(types, accounts, symbols, true, SlowConsumer.CONFLATE, 1);
    }
}
