package io.github.camelctrader.client;

import org.jspecify.annotations.Nullable;

/**
 * Names a symbol of an account, by its id or by its name. A number that is an id is never taken for a name, and a name never
 * for an id; only the text of an option or a body, where both are allowed, may be either.
 *
 * @param id {@code symbolId}, or null when only a name is given
 * @param name as people write it, or null when only an id is given
 */
public record SymbolReference(@Nullable Long id, @Nullable String name) {
    /** Longer numbers do not fit an id. */
    private static final String DIGITS = "[0-9]{1,18}";

    /** @throws InvalidRequestException when neither is given */
    public SymbolReference {
        if (id == null && name == null) {
            throw new InvalidRequestException("symbol", "(absent)", "needs an id or a name");
        }
    }

    /** The symbol with this id, whatever other symbols are called. */
    public static SymbolReference byId(long id) {
        return new SymbolReference(id, null);
    }

    /**
     * The symbol with this name: written exactly so, else apart from blanks at its ends, else in any case. Of several that are
     * called alike those are preferred that may be traded.
     */
    public static SymbolReference byName(String name) {
        return new SymbolReference(null, name);
    }

    /**
     * A text that may be a name or, if it has digits only, an id. Where one symbol has it as its name and another one as its
     * id, the look-up is refused.
     */
    public static SymbolReference of(String nameOrId) {
        String plain = nameOrId.strip();
        return new SymbolReference(plain.matches(DIGITS) ? Long.valueOf(plain) : null, nameOrId);
    }

    /** What was written: the name, or the id. */
    @Override
    public String toString() {
        return name == null ? String.valueOf(id) : name;
    }
}
