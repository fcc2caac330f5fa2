package io.github.camelctrader.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xtrader.protocol.openapi.v2.model.ProtoOAClosePositionDetail;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPosition;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPositionStatus;
import com.xtrader.protocol.openapi.v2.model.ProtoOASymbol;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeData;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole numbers of the protocol as decimals, exactly. */
class MoneyTest {
    private static final ProtoOASymbol EURUSD = symbol(5, 4, 10_000_000);
    private static final ProtoOASymbol USDJPY = symbol(3, 2, 10_000_000);
    private static final ProtoOASymbol INDEX = symbol(2, 1, 100);

    @ParameterizedTest
    @CsvSource({
        "5056,2,50.56",
        "-28,2,-0.28",
        "123456789,8,1.23456789",
        "7,0,7",
        "9223372036854775807,2,92233720368547758.07"
    })
    void moneyHasTheDigitsOfItsMessage(long amount, int digits, BigDecimal expected) {
        assertThat(Money.of(amount, digits)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"108512,1.08512", "9001000,90.01000", "1,0.00001", "15012300,150.12300"})
    void pricesOfQuotesAreHundredThousandths(long raw, BigDecimal expected) {
        assertThat(Prices.of(raw)).isEqualTo(expected);
        assertThat(Prices.raw(expected)).isEqualTo(raw);
    }

    @Test
    void pricesAreRoundedToTheDigitsOfTheirSymbol() {
        assertThat(Prices.of(9_001_234, INDEX)).isEqualTo("90.01");
        assertThat(Prices.of(15_012_300, USDJPY)).isEqualTo("150.123");
        assertThat(Prices.of(108_512, EURUSD)).isEqualTo("1.08512");
    }

    @Test
    void doublesBecomeTheDecimalThatTheyMean() {
        assertThat(Prices.of(0.1).add(Prices.of(0.2))).isEqualTo("0.3");
        assertThat(Prices.of(1.08512)).isEqualTo("1.08512");
        assertThatThrownBy(() -> Prices.of(Double.NaN)).isInstanceOf(NumberFormatException.class);
    }

    @Test
    void whatTheProtocolCannotSayIsRefused() {
        assertThatThrownBy(() -> Prices.raw(new BigDecimal("0.000001"))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Volumes.ofUnits(new BigDecimal("0.001"))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Volumes.ofLots(new BigDecimal("0.00000001"), EURUSD))
                .isInstanceOf(ArithmeticException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "10000000,100000.00,1",
        "100000,1000.00,0.01",
        "10000000000,100000000.00,1000",
        "1,0.01,1E-7",
        "250000,2500.00,0.025"
    })
    void volumesAreHundredthsOfAUnit(long volume, BigDecimal units, BigDecimal lots) {
        assertThat(Volumes.units(volume)).isEqualTo(units);
        assertThat(Volumes.lots(volume, EURUSD)).isEqualByComparingTo(lots);
        assertThat(Volumes.ofUnits(units)).isEqualTo(volume);
        assertThat(Volumes.ofLots(lots, EURUSD)).isEqualTo(volume);
    }

    @Test
    void aLotOfAnIndexMayBeOneUnit() {
        assertThat(Volumes.lots(1, INDEX)).isEqualByComparingTo("0.01");
        assertThat(Volumes.ofLots(BigDecimal.ONE, INDEX)).isEqualTo(100);
    }

    @Test
    void pipsAndTicksFollowTheSymbol() {
        assertThat(Prices.tickSize(EURUSD)).isEqualByComparingTo("0.00001");
        assertThat(Prices.pipSize(EURUSD)).isEqualByComparingTo("0.0001");
        assertThat(Prices.pipSize(USDJPY)).isEqualByComparingTo("0.01");
        assertThat(Prices.pipSize(symbol(0, -1, 100))).isEqualByComparingTo("10");
        assertThat(Prices.pips(new BigDecimal("0.00125"), EURUSD)).isEqualByComparingTo("12.5");
    }

    @Test
    void theirValueIsThatOfTheVolumeInTheDepositAsset() {
        BigDecimal yenToDollar = new BigDecimal("0.0066");

        assertThat(Prices.pipValue(EURUSD, 10_000_000, BigDecimal.ONE)).isEqualByComparingTo("10");
        assertThat(Prices.tickValue(EURUSD, 10_000_000, BigDecimal.ONE)).isEqualByComparingTo("1");
        assertThat(Prices.pipValue(USDJPY, 100_000, yenToDollar)).isEqualByComparingTo("0.066");
        assertThat(Prices.tickValue(USDJPY, 100_000, yenToDollar)).isEqualByComparingTo("0.0066");
    }

    @ParameterizedTest
    @CsvSource({"12,12", "-12,12", "0,0"})
    void aClosingDealBringsWhatIsLeftOfItsGrossProfit(long fee, BigDecimal cents) {
        Profit profit = Profit.of(close(fee).setMoneyDigits(2).build());

        assertThat(profit.gross()).isEqualTo("10.00");
        assertThat(profit.swap()).isEqualTo("-0.30");
        assertThat(profit.commission()).isEqualTo("-0.56");
        assertThat(profit.conversionFee()).isEqualByComparingTo(cents.movePointLeft(2));
        assertThat(profit.net()).isEqualByComparingTo(new BigDecimal("9.14").subtract(cents.movePointLeft(2)));
    }

    @Test
    void amountsOfAMessageWithoutDigitsHaveTwo() {
        assertThat(Profit.of(close(0).build()))
                .isEqualTo(Profit.of(close(0).setMoneyDigits(2).build()));
        assertThat(Profit.of(close(0).setMoneyDigits(3).build()).gross()).isEqualTo("1.000");
    }

    @ParameterizedTest
    @CsvSource({"BUY,1.08612,1,1.00000", "BUY,1.08412,1,-1.00000", "SELL,1.08612,1,-1.00000", "SELL,1.08412,0.5,0.50000"
    })
    void anOpenPositionWouldBringTheDistanceToItsEntry(
            ProtoOATradeSide side, BigDecimal price, BigDecimal rate, BigDecimal gross) {
        ProtoOAPosition position = ProtoOAPosition.newBuilder()
                .setPositionId(1)
                .setTradeData(ProtoOATradeData.newBuilder()
                        .setSymbolId(1)
                        .setVolume(100_000)
                        .setTradeSide(side))
                .setPositionStatus(ProtoOAPositionStatus.POSITION_STATUS_OPEN)
                .setSwap(-5)
                .setCommission(-28)
                .setPrice(1.08512)
                .setMoneyDigits(2)
                .build();

        Profit profit = Profit.of(position, price, rate);

        assertThat(profit.gross()).isEqualByComparingTo(gross);
        assertThat(profit.net()).isEqualByComparingTo(gross.subtract(new BigDecimal("0.33")));
    }

    private static ProtoOAClosePositionDetail.Builder close(long fee) {
        return ProtoOAClosePositionDetail.newBuilder()
                .setEntryPrice(1.08512)
                .setGrossProfit(1000)
                .setSwap(-30)
                .setCommission(-56)
                .setBalance(100_000)
                .setPnlConversionFee(fee);
    }

    private static ProtoOASymbol symbol(int digits, int pipPosition, long lotSize) {
        return ProtoOASymbol.newBuilder()
                .setSymbolId(1)
                .setDigits(digits)
                .setPipPosition(pipPosition)
                .setLotSize(lotSize)
                .build();
    }
}
