package org.myrmex.channel.internal;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.myrmex.api.channel.Channel;
import org.myrmex.api.channel.ChannelListener;
import org.myrmex.api.channel.ChannelOptions;
import org.myrmex.api.mesh.Answer;
import org.myrmex.api.mesh.Endpoint;
import org.myrmex.api.routing.VirtualAddress;

/** Two peers of which one has answered the other. */
final class Pair {
    static final String SERVICE = "test";
    static final byte[] REQUEST = {1, 2, 3};

    final World world = new World();
    final Wire wire;
    final XWing kem = new XWing(new SecureRandom());
    final Random random;
    final ChannelEngine opening;
    final ChannelEngine answering;
    final Wire.End openingEnd;
    final Wire.End answeringEnd;
    final TestAddress opener;
    TestAddress answerer;
    final Recorder atOpener = new Recorder();
    final List<Recorder> atAnswerer = new ArrayList<>();
    final List<byte[]> requests = new ArrayList<>();

    Pair(long seed) {
        random = new Random(seed);
        wire = new Wire(world, seed);
        openingEnd = wire.new End();
        answeringEnd = wire.new End();
        opening = new ChannelEngine(openingEnd, kem, world, world, random);
        answering = new ChannelEngine(answeringEnd, kem, world, world, random);
        opening.start();
        answering.start();
        opener = new TestAddress(kem, random, world::in);
        openingEnd.attach(opener);
        renewAnswerer();
        var unused = answering.serve(SERVICE, this::accept);
    }

    /** Another answer, from a fresh address. */
    void renewAnswerer() {
        answerer = new TestAddress(kem, random, world::in);
        answeringEnd.attach(answerer);
        byte[] answerHash = new byte[32];
        random.nextBytes(answerHash);
        TestAddress.join(opener, answerer, answerHash);
    }

    private ChannelListener accept(Channel channel, byte[] request) {
        Recorder recorder = new Recorder();
        recorder.channel = channel;
        requests.add(request);
        atAnswerer.add(recorder);
        return recorder;
    }

    Recorder served() {
        return atAnswerer.get(0);
    }

    CompletableFuture<Channel> open(ChannelOptions options) {
        return open(SERVICE, options, atOpener);
    }

    CompletableFuture<Channel> open(String service, ChannelOptions options, ChannelListener listener) {
        return opening.open(this, new GivenAnswer(), service, REQUEST, options, listener)
                .toCompletableFuture();
    }

    /** An open channel, both sides there. */
    Channel opened() {
        CompletableFuture<Channel> result = open(ChannelOptions.DEFAULT);
        if (!world.runUntil(() -> result.isDone() && !atAnswerer.isEmpty(), Duration.ofSeconds(30))) {
            throw new AssertionError("no channel after 30 s: " + result);
        }
        atOpener.channel = result.join();
        return atOpener.channel;
    }

    /** Sends messages as fast as the channel takes them; finishes after the last. */
    void sendAll(Channel channel, List<byte[]> messages) {
        List<byte[]> left = new ArrayList<>(messages);
        new Runnable() {
            @Override
            public void run() {
                while (!left.isEmpty() && channel.send(left.get(0))) {
                    left.remove(0);
                }
                if (left.isEmpty()) {
                    var unused = channel.finish();
                } else {
                    channel.whenWritable(this);
                }
            }
        }.run();
    }

    /** Messages of lengths from all size classes. */
    List<byte[]> messages(int count) {
        int[] longest = {100, 900, 2000, 4000, 16_825};
        List<byte[]> messages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] message = new byte[1 + random.nextInt(longest[random.nextInt(longest.length)])];
            random.nextBytes(message);
            messages.add(message);
        }
        return messages;
    }

    private final class GivenAnswer implements Answer {
        @Override
        public VirtualAddress from() {
            return answerer.address();
        }

        @Override
        public byte[] payload() {
            return new byte[0];
        }

        @Override
        public Endpoint askedBy() {
            return opener;
        }
    }
}
