package io.github.camelctrader.client.validation;

import com.google.protobuf.Descriptors.Descriptor;
import com.xtrader.protocol.openapi.v2.ProtoOAAmendOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAAmendPositionSLTPReq;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.message.Decimals;
import io.github.camelctrader.message.InvalidRequests;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The convenience fields of protection in maps and JSON: distances from the entry price as decimals, {@code 0.0025}, in place of
 * the protocol's whole hundred thousandths of the price; and null in an amendment for what is to be removed.
 */
public final class ProtectionFields {
    private static final int DECIMALS = 5;
    private static final Map<String, String> RELATIVES =
            Map.of("stopLossDistance", "relativeStopLoss", "takeProfitDistance", "relativeTakeProfit");

    private static final Set<Descriptor> AMENDMENTS =
            Set.of(ProtoOAAmendOrderReq.getDescriptor(), ProtoOAAmendPositionSLTPReq.getDescriptor());
    private static final Set<String> REMOVABLE =
            Set.of("stopLoss", "takeProfit", "relativeStopLoss", "relativeTakeProfit");
    private static final Integer REMOVED = 0;

    private ProtectionFields() {}

    /**
     * Puts the fields of the protocol in the place of these words, if the message has the fields.
     *
     * @throws InvalidRequestException when a distance is finer than the protocol, or differs from the field beside it
     */
    public static void take(Descriptor descriptor, Map<String, @Nullable Object> values) {
        RELATIVES.forEach((distance, relative) -> {
            if (descriptor.findFieldByName(relative) != null && values.containsKey(distance)) {
                Object given = values.remove(distance);
                Long wanted = given == null ? null : hundredThousandths(distance, given);
                Object beside = values.get(relative);
                if (beside != null
                        && (wanted == null
                                || Decimals.of(relative, beside).compareTo(BigDecimal.valueOf(wanted)) != 0)) {
                    throw InvalidRequests.refuse(
                            distance, String.valueOf(given), "contradicts " + relative + " = " + beside + ": give one");
                }
                values.put(relative, wanted);
            }
        });
        if (AMENDMENTS.contains(descriptor)) {
            values.replaceAll((field, value) -> value == null && REMOVABLE.contains(field) ? REMOVED : value);
        }
    }

    private static long hundredThousandths(String distance, Object given) {
        BigDecimal decimal = Decimals.of(distance, given);
        try {
            return decimal.movePointRight(DECIMALS).longValueExact();
        } catch (ArithmeticException e) {
            throw InvalidRequests.refuse(
                    distance, given, "must have at most " + DECIMALS + " decimals and fit 64 bits", e);
        }
    }
}
