package io.github.camelctrader.client.market;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds the names that are most like one that does not exist. */
final class SimilarNames {
    private static final int MOST = 3;
    private static final int CONTAINED = 1;

    private SimilarNames() {}

    private record Candidate(String name, int distance) {}

    static List<String> of(String wanted, Collection<String> names) {
        String plain = plain(wanted);
        int bound = Math.max(1, plain.length() / 3);
        return names.stream()
                .map(name -> new Candidate(name, distance(plain, plain(name))))
                .filter(candidate -> candidate.distance <= bound)
                .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
                .limit(MOST)
                .map(Candidate::name)
                .toList();
    }

    /** Brokers write EURUSD, EUR/USD or EURUSD.x for the same thing. */
    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    private static int distance(String wanted, String name) {
        if (wanted.equals(name)) {
            return 0;
        }
        boolean contained =
                wanted.length() > 2 && (name.contains(wanted) || wanted.contains(name) && name.length() > 2);
        return contained ? CONTAINED : edits(wanted, name);
    }

    /** How many letters must be inserted, removed or replaced to turn one into the other (Levenshtein). */
    private static int edits(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
