package io.github.camelctrader.client.validation;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAClosePositionReq;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOASymbol;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradingMode;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.Symbol;
import io.github.camelctrader.message.InvalidRequests;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

/** What a symbol allows: volumes between two bounds in steps, and prices of so many decimals. */
final class SymbolRules {
    private static final String VOLUME = "volume";
    private static final int DECIMALS_OF_DISTANCES = 5;
    private static final List<String> DISTANCES = List.of("relativeStopLoss", "relativeTakeProfit");
    private static final List<String> PRICES =
            List.of("limitPrice", "stopPrice", "stopLoss", "takeProfit", "baseSlippagePrice");

    private SymbolRules() {}

    /** Whether messages of this kind carry anything that a symbol has rules for. */
    static boolean concern(Descriptor descriptor) {
        return descriptor.findFieldByName(VOLUME) != null
                || PRICES.stream().anyMatch(price -> descriptor.findFieldByName(price) != null);
    }

    /** Whether a request says anything that a symbol has rules for. */
    static boolean concern(Message.Builder request) {
        return Stream.of(PRICES, DISTANCES, List.of(VOLUME))
                .flatMap(List::stream)
                .anyMatch(name -> {
                    FieldDescriptor field = request.getDescriptorForType().findFieldByName(name);
                    return field != null && !field.isRepeated() && request.hasField(field);
                });
    }

    /**
     * Refuses a new order in a symbol that is not to be traded at all. Whether its market is open is for the server to say.
     *
     * @param symbols the order's symbol, or none when it is not known
     */
    static void checkTradable(Message.Builder request, List<Symbol> symbols) {
        if (!(request instanceof ProtoOANewOrderReq.Builder)) {
            return;
        }
        for (Symbol symbol : symbols) {
            ProtoOATradingMode mode = symbol.details().getTradingMode();
            if (mode == ProtoOATradingMode.DISABLED_WITHOUT_PENDINGS_EXECUTION
                    || mode == ProtoOATradingMode.DISABLED_WITH_PENDINGS_EXECUTION) {
                throw InvalidRequests.refuse(
                        "symbolId", symbol.id(), symbol.name() + " is not to be traded: its tradingMode is " + mode);
            }
            if (symbol.light().hasEnabled() && !symbol.light().getEnabled()) {
                throw InvalidRequests.refuse(
                        "symbolId", symbol.id(), symbol.name() + " is not enabled for this account");
            }
        }
    }

    /**
     * Checks a request that changes orders or positions.
     *
     * @throws InvalidRequestException naming the first field that breaks a rule
     */
    static void check(Message.Builder request, Symbol symbol) {
        for (String price : PRICES) {
            FieldDescriptor field = request.getDescriptorForType().findFieldByName(price);
            if (field != null && request.hasField(field)) {
                checkPrice(price, (Double) request.getField(field), symbol);
            }
        }
        for (String distance : DISTANCES) {
            FieldDescriptor field = request.getDescriptorForType().findFieldByName(distance);
            if (field != null && request.hasField(field)) {
                checkDistance(distance, (Long) request.getField(field), symbol);
            }
        }
        FieldDescriptor volume = request.getDescriptorForType().findFieldByName(VOLUME);
        // A list of volumes only asks what they would cost.
        if (volume != null && !volume.isRepeated() && request.hasField(volume)) {
            // What is left of a position may be less than one may open, so its closing has no bounds of the symbol.
            boolean bounded = !request.getDescriptorForType().equals(ProtoOAClosePositionReq.getDescriptor());
            checkVolume((Long) request.getField(volume), symbol, bounded);
        }
    }

    private static void checkPrice(String field, double price, Symbol symbol) {
        BigDecimal decimal = BigDecimal.valueOf(price).stripTrailingZeros();
        int digits = symbol.details().getDigits();
        if (decimal.scale() > digits) {
            throw InvalidRequests.refuse(
                    field, decimal.toPlainString(), symbol.name() + " has prices of " + digits + " decimals");
        }
    }

    private static void checkDistance(String field, long distance, Symbol symbol) {
        int digits = symbol.details().getDigits();
        BigDecimal decimal = BigDecimal.valueOf(distance, DECIMALS_OF_DISTANCES);
        if (decimal.stripTrailingZeros().scale() > digits) {
            throw InvalidRequests.refuse(
                    field,
                    distance + " (" + decimal.toPlainString() + ")",
                    symbol.name() + " has prices of " + digits + " decimals");
        }
    }

    private static void checkVolume(long volume, Symbol symbol, boolean bounded) {
        ProtoOASymbol rules = symbol.details();
        if (bounded && rules.hasMinVolume() && volume < rules.getMinVolume()) {
            throw refusal(volume, symbol, "starts at", rules.getMinVolume());
        }
        if (bounded && rules.hasMaxVolume() && rules.getMaxVolume() > 0 && volume > rules.getMaxVolume()) {
            throw refusal(volume, symbol, "ends at", rules.getMaxVolume());
        }
        if (rules.getStepVolume() > 0 && volume % rules.getStepVolume() != 0) {
            throw refusal(volume, symbol, "goes in steps of", rules.getStepVolume());
        }
    }

    private static InvalidRequestException refusal(long volume, Symbol symbol, String rule, long bound) {
        return InvalidRequests.refuse(
                VOLUME, volume + " (" + units(volume) + ")", symbol.name() + " " + rule + " " + units(bound));
    }

    private static String units(long volume) {
        return BigDecimal.valueOf(volume, 2).toPlainString() + " units";
    }
}
