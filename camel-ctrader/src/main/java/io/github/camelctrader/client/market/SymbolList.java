package io.github.camelctrader.client.market;

import com.xtrader.protocol.openapi.v2.model.ProtoOALightSymbol;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The symbols of one account as the server listed them at one time. */
final class SymbolList {
    private final Map<String, ProtoOALightSymbol> byName = new HashMap<>();

    /** A lower-case name that several symbols share maps to null. */
    private final Map<String, @Nullable ProtoOALightSymbol> byNameInAnyCase = new HashMap<>();

    private final Map<Long, ProtoOALightSymbol> byId = new HashMap<>();

    SymbolList(Collection<ProtoOALightSymbol> symbols) {
        for (ProtoOALightSymbol symbol : symbols) {
            byId.put(symbol.getSymbolId(), symbol);
            if (symbol.hasSymbolName()) {
                String lower = symbol.getSymbolName().toLowerCase(Locale.ROOT);
                byName.put(symbol.getSymbolName(), symbol);
                byNameInAnyCase.put(lower, byNameInAnyCase.containsKey(lower) ? null : symbol);
            }
        }
    }

    /** Finds by exact name, then by name in any case where that is unambiguous, then by id; null when there is none. */
    @Nullable
    ProtoOALightSymbol find(String nameOrId) {
        String wanted = nameOrId.trim();
        ProtoOALightSymbol symbol = byName.get(wanted);
        if (symbol == null) {
            symbol = byNameInAnyCase.get(wanted.toLowerCase(Locale.ROOT));
        }
        return symbol == null && wanted.matches("[0-9]{1,18}") ? byId.get(Long.parseLong(wanted)) : symbol;
    }

    @Nullable
    String nameOf(long symbolId) {
        ProtoOALightSymbol symbol = byId.get(symbolId);
        return symbol == null || !symbol.hasSymbolName() ? null : symbol.getSymbolName();
    }

    /** Up to three names that somebody may have meant who wrote {@code name}, the likeliest first. */
    List<String> similar(String name) {
        return SimilarNames.of(name, byName.keySet());
    }
}
