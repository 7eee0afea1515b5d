package io.barnabas.network;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;

/** The system's way to wait for many sockets. */
enum SocketIo {
  /** Linux, by Netty's native library. */
  EPOLL {
    @Override
    IoHandlerFactory handlers() {
      return EpollIoHandler.newFactory();
    }

    @Override
    ServerChannel newServerChannel() {
      return new EpollServerSocketChannel();
    }
  },
  /** Everywhere else, by the JDK's selector. */
  NIO {
    @Override
    IoHandlerFactory handlers() {
      return NioIoHandler.newFactory();
    }

    @Override
    ServerChannel newServerChannel() {
      return new NioServerSocketChannel();
    }
  };

  private static final SocketIo BEST = Epoll.isAvailable() ? EPOLL : NIO;

  /** The best this machine has; all loops and sockets of a process use the same. */
  static SocketIo best() {
    return BEST;
  }

  abstract IoHandlerFactory handlers();

  abstract ServerChannel newServerChannel();
}
