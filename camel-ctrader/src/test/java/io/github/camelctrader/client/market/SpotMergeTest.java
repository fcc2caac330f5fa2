package io.github.camelctrader.client.market;

import static com.xtrader.protocol.openapi.v2.model.ProtoOATrendbarPeriod.H1;
import static com.xtrader.protocol.openapi.v2.model.ProtoOATrendbarPeriod.M1;
import static com.xtrader.protocol.openapi.v2.model.ProtoOATrendbarPeriod.M5;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.TextFormat;
import com.google.protobuf.UnknownFieldSet;
import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbar;
import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbarPeriod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpotMergeTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-,              -,              -",
                "bid:1,          -,              bid:1",
                "-,              ask:2,          ask:2",
                "bid:1,          ask:2,          bid:1 ask:2",
                "bid:1 ask:2,    bid:3,          bid:3 ask:2",
                "bid:1 ask:2,    bid:3 ask:4,    bid:3 ask:4",
                "bid:1,          bid:0,          bid:0",
                "sessionClose:5, bid:1,          bid:1 sessionClose:5",
                "sessionClose:5, sessionClose:6, sessionClose:6",
                "timestamp:10,   timestamp:11,   timestamp:11",
                "timestamp:10,   bid:1,          bid:1 timestamp:10",
            })
    void newestValueThatIsPresentWins(String older, String newer, String merged) throws TextFormat.ParseException {
        assertThat(SpotMerge.merge(parse(older), parse(newer))).isEqualTo(parse(merged));
    }

    @Test
    void mergesBarsPerPeriod() {
        ProtoOASpotEvent older =
                spot().addTrendbar(bar(M1, 10)).addTrendbar(bar(H1, 100)).buildPartial();
        ProtoOASpotEvent newer =
                spot().addTrendbar(bar(M5, 20)).addTrendbar(bar(M1, 11)).buildPartial();

        assertThat(SpotMerge.merge(older, newer).getTrendbarList())
                .containsExactly(bar(M1, 11), bar(H1, 100), bar(M5, 20));
    }

    @Test
    void keepsBarsOfAnOlderEventThatTheNewerOneDoesNotRepeat() {
        ProtoOASpotEvent older = spot().addTrendbar(bar(M1, 10)).buildPartial();

        assertThat(SpotMerge.merge(older, spot().setBid(1).buildPartial()).getTrendbarList())
                .containsExactly(bar(M1, 10));
        assertThat(SpotMerge.merge(spot().setBid(1).buildPartial(), older).getTrendbarList())
                .containsExactly(bar(M1, 10));
    }

    @Test
    void tellsAPeriodNewerThanTheSchemaFromTheDefaultPeriod() throws InvalidProtocolBufferException {
        ProtoOATrendbar ofUnknownPeriod = ProtoOATrendbar.parseFrom(ProtoOATrendbar.newBuilder()
                .setVolume(7)
                .setUnknownFields(UnknownFieldSet.newBuilder()
                        .addField(
                                ProtoOATrendbar.PERIOD_FIELD_NUMBER,
                                UnknownFieldSet.Field.newBuilder().addVarint(99).build())
                        .build())
                .build()
                .toByteArray());
        assertThat(ofUnknownPeriod.getPeriod()).isEqualTo(M1);

        ProtoOASpotEvent merged = SpotMerge.merge(
                spot().addTrendbar(ofUnknownPeriod).addTrendbar(bar(M1, 1)).buildPartial(),
                spot().addTrendbar(bar(M1, 2)).buildPartial());

        assertThat(merged.getTrendbarList()).containsExactly(ofUnknownPeriod, bar(M1, 2));
    }

    @Test
    void keepsUnknownFieldsOfBothAndTheNewerOneOfTheSameNumber() {
        ProtoOASpotEvent older =
                spot().setUnknownFields(unknown(100, 1, 101, 2)).buildPartial();
        ProtoOASpotEvent newer =
                spot().setUnknownFields(unknown(101, 3, 102, 4)).buildPartial();

        UnknownFieldSet merged = SpotMerge.merge(older, newer).getUnknownFields();

        assertThat(merged.asMap()).containsOnlyKeys(100, 101, 102);
        assertThat(merged.getField(101).getVarintList()).containsExactly(3L);
        assertThat(SpotMerge.merge(older, spot().setBid(1).buildPartial()).getUnknownFields())
                .isEqualTo(older.getUnknownFields());
    }

    private static ProtoOASpotEvent parse(String fields) throws TextFormat.ParseException {
        ProtoOASpotEvent.Builder spot = spot();
        TextFormat.merge(fields == null ? "" : fields, spot);
        return spot.buildPartial();
    }

    private static ProtoOASpotEvent.Builder spot() {
        return ProtoOASpotEvent.newBuilder().setCtidTraderAccountId(7).setSymbolId(1);
    }

    private static ProtoOATrendbar bar(ProtoOATrendbarPeriod period, long volume) {
        return ProtoOATrendbar.newBuilder().setPeriod(period).setVolume(volume).build();
    }

    private static UnknownFieldSet unknown(int number, long value, int otherNumber, long otherValue) {
        return UnknownFieldSet.newBuilder()
                .addField(
                        number,
                        UnknownFieldSet.Field.newBuilder().addVarint(value).build())
                .addField(
                        otherNumber,
                        UnknownFieldSet.Field.newBuilder().addVarint(otherValue).build())
                .build();
    }
}
