package org.myrmex.lab.watch;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.myrmex.api.routing.Handle;
import org.myrmex.api.routing.LinkFacts;
import org.myrmex.api.routing.LinkId;
import org.myrmex.api.routing.Message;
import org.myrmex.api.routing.Outbox;
import org.myrmex.api.routing.RouteView;
import org.myrmex.api.routing.RoutingProtocol;
import org.myrmex.api.routing.VirtualAddress;
import org.myrmex.api.transport.Body;
import org.myrmex.lab.hostile.PassingOutbox;
import org.myrmex.lab.hostile.PassingRouting;

/** Ways to break MUTE, one invariant each. */
public final class Breaks {
    private Breaks() {}

    /** Changes every frame that is sent. */
    static Mute.Alteration sending(Consumer<Frame> change) {
        return new Mute.Alteration() {
            @Override
            public Outbox outbox(Outbox real) {
                return new PassingOutbox(real) {
                    @Override
                    public void send(LinkId link, ByteBuffer header, Body body, long flow, Handle cause) {
                        change.accept(new Frame(real, link, header, body, flow, cause));
                    }
                };
            }
        };
    }

    /** A frame on its way into the real outbox. */
    record Frame(Outbox real, LinkId link, ByteBuffer header, Body body, long flow, Handle cause) {
        void send() {
            real.send(link, header, body, flow, cause);
        }

        void sendCopy() {
            real.send(link, ByteBuffer.wrap(bytes()), body, flow, cause);
        }

        void with(byte[] otherHeader) {
            real.send(link, ByteBuffer.wrap(otherHeader), body, flow, cause);
        }

        void with(Body otherBody) {
            real.send(link, header, otherBody, flow, cause);
        }

        byte[] bytes() {
            byte[] bytes = new byte[header.remaining()];
            header.duplicate().get(bytes);
            return bytes;
        }
    }

    public static Mute.Alteration deliversTwice() {
        return new Mute.Alteration() {
            @Override
            public Outbox outbox(Outbox real) {
                return new PassingOutbox(real) {
                    @Override
                    public void deliver(Message message, Handle cause) {
                        super.deliver(message, cause);
                        super.deliver(message, cause);
                    }
                };
            }
        };
    }

    static Mute.Alteration neverReleases() {
        return routing((mute, real) -> new PassingRouting(mute) {
            @Override
            public void received(long now, LinkId link, ByteBuffer header, Body body, Handle handle) {
                real.hold(handle);
            }
        });
    }

    /** Learns 40 addresses with every frame and forgets none. */
    static Mute.Alteration neverForgets() {
        return routing((mute, real) -> new PassingRouting(mute) {
            private int learnt;

            @Override
            public void received(long now, LinkId link, ByteBuffer header, Body body, Handle handle) {
                learnt += 40;
                super.received(now, link, header, body, handle);
            }

            @Override
            public void routes(long now, Consumer<RouteView> to) {
                for (int i = 0; i < learnt; i++) {
                    byte[] address = new byte[VirtualAddress.LENGTH];
                    ByteBuffer.wrap(address).putInt(i);
                    to.accept(new RouteView(VirtualAddress.of(address), new LinkId(1), 1, 0));
                }
            }
        });
    }

    /** Sends everything back to where it came from. */
    static Mute.Alteration sendsBack(UnaryOperator<byte[]> change) {
        return routing((mute, real) -> new PassingRouting(mute) {
            @Override
            public void received(long now, LinkId link, ByteBuffer header, Body body, Handle handle) {
                byte[] bytes = new byte[header.remaining()];
                header.get(bytes);
                real.send(link, ByteBuffer.wrap(change.apply(bytes)), body, 0, handle);
            }
        });
    }

    /** Tells each new neighbour what makes a text of the neighbour's own peer id. */
    static Mute.Alteration greets(UnaryOperator<String> text) {
        return routing((mute, real) -> new PassingRouting(mute) {
            @Override
            public void linkUp(long now, LinkId link, LinkFacts facts) {
                super.linkUp(now, link, facts);
                byte[] greeting = ("hello " + text.apply(facts.peer().base32())).getBytes(StandardCharsets.US_ASCII);
                real.send(link, ByteBuffer.allocate(4), Body.of(greeting), 0, Handle.NONE);
            }
        });
    }

    /** What the spare byte of MUTE's header says. */
    interface Spare {
        /** @param received what the frame that goes on said; empty in an own frame */
        int byteFor(Optional<Integer> received);
    }

    /** Uses the spare byte, and hides that from MUTE. */
    static Mute.Alteration spare(Spare spare) {
        return new Mute.Alteration() {
            private Optional<Integer> received = Optional.empty();

            @Override
            public Outbox outbox(Outbox real) {
                return sending(frame -> {
                            byte[] header = frame.bytes();
                            header[3] = (byte) spare.byteFor(received);
                            frame.with(header);
                        })
                        .outbox(real);
            }

            @Override
            public RoutingProtocol routing(RoutingProtocol mute, Outbox real) {
                return new PassingRouting(mute) {
                    @Override
                    public void received(long now, LinkId link, ByteBuffer header, Body body, Handle handle) {
                        byte[] bytes = new byte[header.remaining()];
                        header.get(bytes);
                        received = Optional.of(bytes[3] & 0xFF);
                        bytes[3] = 0;
                        super.received(now, link, ByteBuffer.wrap(bytes), body, handle);
                        received = Optional.empty();
                    }
                };
            }
        };
    }

    static Mute.Alteration growsAtEachHop() {
        return new Mute.Alteration() {
            private static final int LENGTH = 84; // of MUTE's header
            private int surplus;

            @Override
            public Outbox outbox(Outbox real) {
                return sending(frame -> frame.with(Arrays.copyOf(frame.bytes(), LENGTH + surplus)))
                        .outbox(real);
            }

            @Override
            public RoutingProtocol routing(RoutingProtocol mute, Outbox real) {
                return new PassingRouting(mute) {
                    @Override
                    public void received(long now, LinkId link, ByteBuffer header, Body body, Handle handle) {
                        surplus = header.remaining() - LENGTH + 1;
                        super.received(now, link, header.slice(0, LENGTH), body, handle);
                        surplus = 0;
                    }
                };
            }
        };
    }

    private interface Around {
        RoutingProtocol routing(RoutingProtocol mute, Outbox real);
    }

    private static Mute.Alteration routing(Around around) {
        return new Mute.Alteration() {
            @Override
            public RoutingProtocol routing(RoutingProtocol mute, Outbox real) {
                return around.routing(mute, real);
            }
        };
    }
}
