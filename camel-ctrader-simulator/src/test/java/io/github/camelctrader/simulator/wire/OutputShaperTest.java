package io.github.camelctrader.simulator.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OutputShaperTest {
    private final OutputShape shape = new OutputShape();
    private final EmbeddedChannel channel = new EmbeddedChannel(new OutputShaper(shape));

    private void write(int... lengths) {
        for (int length : lengths) {
            channel.writeOutbound(Unpooled.buffer().writeZero(length));
        }
    }

    private List<Integer> written() {
        List<Integer> lengths = new ArrayList<>();
        for (ByteBuf piece = channel.readOutbound(); piece != null; piece = channel.readOutbound()) {
            lengths.add(piece.readableBytes());
            piece.release();
        }
        return lengths;
    }

    @Test
    void leavesFramesAsTheyAre() {
        write(3, 5);
        assertThat(written()).containsExactly(3, 5);
    }

    @Test
    void cutsFramesIntoBytes() {
        shape.oneByteFragments(true);
        write(3, 2);
        assertThat(written()).containsExactly(1, 1, 1, 1, 1);
    }

    @Test
    void holdsFramesBackAndMergesThem() {
        shape.merged(true);
        write(3, 5, 7);
        assertThat(written()).isEmpty();
        channel.advanceTimeBy(20, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
        assertThat(written()).containsExactly(15);
    }

    @Test
    void cutsMergedFramesAnywhere() {
        shape.merged(true);
        write(900, 900, 900);
        assertThat(written()).containsExactly(1000, 1000);
    }

    @Test
    void losesNothingAtTheEndNorWhenTheShapeChanges() {
        shape.merged(true);
        write(3);
        shape.merged(false);
        write(5);
        shape.merged(true);
        write(7);
        channel.close();
        assertThat(written()).containsExactly(3, 5, 7);
    }
}
