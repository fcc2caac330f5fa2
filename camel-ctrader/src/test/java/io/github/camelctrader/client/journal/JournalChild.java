package io.github.camelctrader.client.journal;

import io.github.camelctrader.client.OrderJournalException;
import io.github.camelctrader.client.OrderRecord.Phase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process of its own that writes to a journal and says after each record that it is safe. */
final class JournalChild implements AutoCloseable {
    private final Process process;
    private final BufferedReader lines;

    private JournalChild(Process process) {
        this.process = process;
        this.lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** @param shell what a shell does before it becomes the process; or empty */
    static JournalChild start(Path file, String shell) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of("bash", "-c", shell + "exec \"$@\"", "child"));
        command.addAll(
                List.of(java, "-Xmx64m", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(JournalChild.class.getName(), file.toString()));
        // What the JVM itself has to say, which newer ones do, is not among the lines.
        return new JournalChild(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    String nextLine() {
        try {
            return String.valueOf(lines.readLine());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the process as a power cut would. */
    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Never ends by itself unless the journal fails. */
    public static void main(String[] arguments) {
        try (FileOrderJournal journal = new FileOrderJournal(Path.of(arguments[0]))) {
            System.out.println("found " + journal.open().size());
            for (int i = 0; true; i++) {
                journal.write(Records.record("order-" + i, Phase.SUBMITTED));
                System.out.println("safe " + i);
            }
        } catch (OrderJournalException e) {
            System.out.println("failed " + e.getMessage());
        }
    }
}
