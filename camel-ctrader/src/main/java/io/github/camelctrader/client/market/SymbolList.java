package io.github.camelctrader.client.market;

import com.xtrader.protocol.openapi.v2.model.ProtoOALightSymbol;
import io.github.camelctrader.client.SymbolReference;
import io.github.camelctrader.client.time.OnLoop;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The symbols of one account as the server listed them at one time. */
@OnLoop
final class SymbolList {
    private final Map<Long, ProtoOALightSymbol> byId = new LinkedHashMap<>();
    /** Asked for every quote. */
    private final IdMap<String> names = new IdMap<>();

    private final Map<String, List<ProtoOALightSymbol>> byName = new HashMap<>();
    private final Map<String, List<ProtoOALightSymbol>> byPlainName = new HashMap<>();
    private final Map<String, List<ProtoOALightSymbol>> byNameInAnyCase = new HashMap<>();

    SymbolList(Collection<ProtoOALightSymbol> symbols) {
        symbols.forEach(symbol -> byId.put(symbol.getSymbolId(), symbol));
        for (ProtoOALightSymbol symbol : byId.values()) {
            if (symbol.hasSymbolName()) {
                String name = symbol.getSymbolName();
                names.put(symbol.getSymbolId(), name);
                add(byName, name, symbol);
                add(byPlainName, plain(name), symbol);
                add(byNameInAnyCase, plain(name).toLowerCase(Locale.ROOT), symbol);
            }
        }
    }

    /**
     * The symbols that a reference may mean: none, one, or several that only the caller can tell apart. Those that are enabled
     * are preferred to namesakes that are not.
     */
    List<ProtoOALightSymbol> find(SymbolReference reference) {
        Set<ProtoOALightSymbol> found =
                new LinkedHashSet<>(reference.name() == null ? List.of() : named(reference.name()));
        ProtoOALightSymbol numbered = reference.id() == null ? null : byId.get(reference.id());
        if (numbered != null) {
            found.add(numbered);
        }
        return List.copyOf(found);
    }

    List<ProtoOALightSymbol> all() {
        return List.copyOf(byId.values());
    }

    @Nullable
    String nameOf(long symbolId) {
        return names.get(symbolId);
    }

    /** Up to three names that are like {@code name}, the most alike first. */
    List<String> similar(String name) {
        return SimilarNames.of(name, byName.keySet());
    }

    /** Blanks at the ends cannot be seen, so a name with them and one without are namesakes; another case is another name. */
    private List<ProtoOALightSymbol> named(String name) {
        List<ProtoOALightSymbol> exact = byName.getOrDefault(name, List.of());
        List<ProtoOALightSymbol> alike = byPlainName.getOrDefault(plain(name), List.of());
        if (alike.isEmpty()) {
            return preferred(byNameInAnyCase.getOrDefault(plain(name).toLowerCase(Locale.ROOT), List.of()));
        }
        boolean exactIsBest = exact.stream().anyMatch(SymbolList::enabled)
                || !exact.isEmpty() && alike.stream().noneMatch(SymbolList::enabled);
        return preferred(exactIsBest ? exact : alike);
    }

    private static List<ProtoOALightSymbol> preferred(List<ProtoOALightSymbol> symbols) {
        List<ProtoOALightSymbol> enabled =
                symbols.stream().filter(SymbolList::enabled).toList();
        return enabled.isEmpty() ? symbols : enabled;
    }

    private static boolean enabled(ProtoOALightSymbol symbol) {
        return !symbol.hasEnabled() || symbol.getEnabled();
    }

    /** Without blanks of any kind at its ends. */
    private static String plain(String name) {
        int begin = 0;
        int end = name.length();
        while (begin < end && blank(name.charAt(begin))) {
            begin++;
        }
        while (end > begin && blank(name.charAt(end - 1))) {
            end--;
        }
        return name.substring(begin, end);
    }

    private static boolean blank(char character) {
        return character <= ' ' || Character.isWhitespace(character) || Character.isSpaceChar(character);
    }

    private static void add(Map<String, List<ProtoOALightSymbol>> index, String key, ProtoOALightSymbol symbol) {
        index.computeIfAbsent(key, name -> new ArrayList<>()).add(symbol);
    }
}
