package io.github.camelctrader.client.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Long downloads in a process that has 64 MB. */
class SmallHeapTest {
    @TempDir
    Path folder;

    @Test
    void millionsOfTicksAndYearsOfMinutesFitIntoSixtyFourMegabytes() throws Exception {
        Path said = folder.resolve("said.txt");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-Ddownload.ticks=" + Integer.getInteger("download.ticks", 1_000_000),
                        "-Ddownload.years=" + Integer.getInteger("download.years", 2),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SmallHeapTest.class.getName()))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        int ended = process.waitFor();
        assertThat(ended).as(Files.readString(said)).isZero();
    }

    /** What the process runs; its size comes by property. */
    public static void main(String[] arguments) {
        DownloadSizeTest bars = new DownloadSizeTest();
        bars.yearsOfMinutesTakeFewRequestsAndLittleMemory();
        bars.end();
        DownloadSizeTest ticks = new DownloadSizeTest();
        ticks.manyTicksTakeLittleMoreThanTheirPagesAndLittleMemory();
        ticks.end();
    }
}
