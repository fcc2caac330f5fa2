package io.github.camelctrader.client.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IdMapTest {
    /** The same as a map with boxed keys, whatever is done, with ids that collide and ids that are as wild as they may be. */
    @Test
    void isAMap() {
        IdMap<String> map = new IdMap<>();
        Random random = new Random(4711);
        Map<Long, String> model = new HashMap<>();
        for (int step = 0; step < 5_000; step++) {
            long id = random.nextInt(100) == 0 ? random.nextLong() : random.nextInt(60) - 5;
            if (random.nextInt(5_000) == 0) {
                map.clear();
                model.clear();
            } else if (random.nextInt(2) == 0) {
                map.remove(id);
                model.remove(id);
            } else {
                map.put(id, "value " + step);
                model.put(id, "value " + step);
            }
            List<String> values = new ArrayList<>();
            map.forEach(values::add);
            assertThat(values).hasSameSizeAs(model.values());
            int lost = model.entrySet().stream()
                    .mapToInt(entry -> entry.getValue().equals(map.get(entry.getKey())) ? 0 : 1)
                    .sum();
            assertThat(lost).isZero();
        }
    }
}
