package io.github.camelctrader.client.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that are for their owner only, on file systems with permissions and without. */
class PrivateFilesTest {
    @TempDir
    Path directory;

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void whatIsMadeIsTheOwnersAndIsNeverSomethingThatWasThere() throws IOException {
        Path file = directory.resolve("file");
        PrivateFiles.create(file);

        assertThat(permissions(file)).isEqualTo("rw-------");
        assertThatThrownBy(() -> PrivateFiles.create(file)).isInstanceOf(FileAlreadyExistsException.class);
    }

    @ParameterizedTest
    @CsvSource({"rw-r--r--, rw-------", "rwxrwxrwx, rw-------", "rw-------, rw-------", "r--------, r--------"})
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void othersLoseTheirPermissions(String before, String after) throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "content");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(before));
        PrivateFiles.createOrTighten(file);

        assertThat(permissions(file)).isEqualTo(after);
        assertThat(file).hasContent("content");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aDirectoryKeepsItsPermissions() throws IOException {
        Path place = Files.createDirectory(directory.resolve("place"));
        String before = permissions(place);

        assertThatThrownBy(() -> PrivateFiles.createOrTighten(place))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("is no file");
        assertThat(permissions(place)).isEqualTo(before);
    }

    @Test
    void whereThereAreNoPermissionsFilesAreMadeAllTheSame() throws IOException {
        try (FileSystem plain = FileSystems.newFileSystem(directory.resolve("plain.zip"), Map.of("create", "true"))) {
            Path file = plain.getPath("/file");
            PrivateFiles.create(file);
            assertThat(Files.exists(file)).isTrue();
            Files.writeString(file, "content");
            PrivateFiles.createOrTighten(file);
            PrivateFiles.forceDirectory(file);

            assertThat(Files.readString(file)).isEqualTo("content");
            assertThatThrownBy(() -> PrivateFiles.create(file)).isInstanceOf(FileAlreadyExistsException.class);
        }
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
