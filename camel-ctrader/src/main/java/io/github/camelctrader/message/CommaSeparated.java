package io.github.camelctrader.message;

import io.github.camelctrader.client.InvalidRequestException;
import java.util.ArrayList;
import java.util.List;

/** Lists that are written as one text, with commas between their items. */
public final class CommaSeparated {
    private CommaSeparated() {}

    /**
     * Takes a list apart.
     *
     * @param field the option or field that holds the list, named in the exception
     * @return the items in their order, without the spaces around them
     * @throws InvalidRequestException when there is nothing between two commas
     */
    public static List<String> items(String field, String text) {
        List<String> items = new ArrayList<>();
        for (String item : text.split(",", -1)) {
            if (item.isBlank()) {
                throw new InvalidRequestException(
                        field, text, "must be a list separated by commas, with no empty item");
            }
            items.add(item.trim());
        }
        return items;
    }
}
