package io.github.camelctrader.client.validation;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.Symbol;
import io.github.camelctrader.client.SymbolReference;
import io.github.camelctrader.message.CommaSeparated;
import io.github.camelctrader.message.InvalidRequests;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The convenience fields of a map or JSON body where the protocol has ids and hundredths: {@code symbolName} and {@code
 * symbolNames} for {@code symbolId}, {@code volumeInUnits} and {@code volumeInLots} for {@code volume}.
 *
 * @param names the symbols named, in order
 * @param volumes the volumes given in units or lots
 */
public record SymbolFields(List<String> names, VolumeFields volumes) {
    /** No convenience fields, as in every protobuf body. */
    public static final SymbolFields NONE = new SymbolFields(List.of(), VolumeFields.NONE);

    private static final String SYMBOL_ID = "symbolId";
    private static final String SYMBOL_NAME = "symbolName";
    private static final String SYMBOL_NAMES = "symbolNames";

    /**
     * Takes these words out of the values of a body. Where the message has no use for them they stay, and are refused
     * as fields that it does not have.
     *
     * @throws InvalidRequestException when two of them contradict each other
     */
    public static SymbolFields take(Descriptor descriptor, Map<String, @Nullable Object> values) {
        FieldDescriptor symbolId = descriptor.findFieldByName(SYMBOL_ID);
        List<String> names = new ArrayList<>();
        if (symbolId != null || SymbolRules.concern(descriptor)) {
            addNames(names, SYMBOL_NAME, values.remove(SYMBOL_NAME));
        }
        if (symbolId != null && symbolId.isRepeated()) {
            addNames(names, SYMBOL_NAMES, values.remove(SYMBOL_NAMES));
        }
        if (!names.isEmpty() && values.get(SYMBOL_ID) != null) {
            throw InvalidRequests.refuse(
                    SYMBOL_ID,
                    String.valueOf(values.get(SYMBOL_ID)),
                    "stands beside symbolName = " + names + ": give one");
        }
        return new SymbolFields(List.copyOf(names), VolumeFields.take(descriptor, values));
    }

    /** The same text whenever the same is said; empty when nothing is. */
    public String words() {
        return (names.isEmpty() ? "" : "symbolName: " + names + " ") + volumes.words();
    }

    /**
     * The symbols that have to be known before {@link #apply} can do its work.
     *
     * @return by name what the caller named, by id what the request holds; empty when the request needs none
     */
    public List<SymbolReference> references(Message.Builder request) {
        if (!names.isEmpty()) {
            return names.stream().map(SymbolReference::byName).toList();
        }
        FieldDescriptor symbolId = request.getDescriptorForType().findFieldByName(SYMBOL_ID);
        boolean needed = volumes.inLots() || SymbolRules.concern(request.getDescriptorForType());
        if (needed && symbolId != null && !symbolId.isRepeated() && request.hasField(symbolId)) {
            return List.of(SymbolReference.byId((Long) request.getField(symbolId)));
        }
        return List.of();
    }

    /**
     * Puts ids and volumes into the request and checks it against its symbol.
     *
     * @param symbols the answers to {@link #references}, in the same order
     * @throws InvalidRequestException when the symbol does not allow what the request asks for
     */
    public void apply(Message.Builder request, List<Symbol> symbols) {
        FieldDescriptor symbolId = request.getDescriptorForType().findFieldByName(SYMBOL_ID);
        if (symbolId != null && !names.isEmpty()) {
            for (Symbol symbol : symbols) {
                if (symbolId.isRepeated()) {
                    request.addRepeatedField(symbolId, symbol.id());
                } else {
                    request.setField(symbolId, symbol.id());
                }
            }
        }
        Symbol only = symbols.size() == 1 ? symbols.get(0) : null;
        volumes.apply(request, only);
        if (only != null) {
            SymbolRules.check(request, only);
        }
    }

    private static void addNames(List<String> names, String key, @Nullable Object value) {
        if (value instanceof CharSequence text && key.equals(SYMBOL_NAMES)) {
            names.addAll(CommaSeparated.items(key, text.toString()));
        } else if (value instanceof CharSequence text && !text.toString().isBlank()) {
            names.add(text.toString());
        } else if (value instanceof Iterable<?> list && key.equals(SYMBOL_NAMES)) {
            for (Object name : list) {
                addNames(names, SYMBOL_NAME, name);
            }
        } else if (value != null) {
            throw InvalidRequests.refuse(
                    key,
                    value,
                    key.equals(SYMBOL_NAME) ? "must be the name of a symbol" : "must be a list of names of symbols");
        }
    }
}
