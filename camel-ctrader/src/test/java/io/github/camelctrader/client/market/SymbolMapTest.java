package io.github.camelctrader.client.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SymbolMapTest {
    private final SymbolMap<String> map = new SymbolMap<>();

    @Test
    void tellsAccountsAndSymbolsApart() {
        map.put(1, 2, "first");
        map.put(2, 1, "second");
        assertThat(map.get(1, 2)).isEqualTo("first");
        assertThat(map.get(2, 1)).isEqualTo("second");
        assertThat(map.get(1, 1)).isNull();
        assertThat(map.get(0, 0)).isNull();
    }

    /** The same as a map of pairs, whatever is done, with ids that collide and ids that are as wild as they may be. */
    @Test
    void isAMap() {
        Random random = new Random(4711);
        Map<List<Long>, String> model = new HashMap<>();
        for (int step = 0; step < 20_000; step++) {
            long account = random.nextInt(4) - 1;
            long symbol = random.nextInt(100) == 0 ? random.nextLong() : random.nextInt(200);
            switch (random.nextInt(1_000)) {
                case 0 -> {
                    map.clear();
                    model.clear();
                }
                case 1, 2 -> {
                    map.remove(account);
                    model.keySet().removeIf(key -> key.get(0) == account);
                }
                default -> {
                    map.put(account, symbol, "value " + step);
                    model.put(List.of(account, symbol), "value " + step);
                }
            }
            long other = random.nextInt(200);
            assertThat(map.get(account, symbol)).isEqualTo(model.get(List.of(account, symbol)));
            assertThat(map.get(account, other)).isEqualTo(model.get(List.of(account, other)));
        }
        model.forEach(
                (key, value) -> assertThat(map.get(key.get(0), key.get(1))).isEqualTo(value));
    }
}
