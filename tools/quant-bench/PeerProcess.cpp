//===- PeerProcess.cpp - A peer in a process of its own -------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PeerProcess.h"

#include "common/Timing.h"
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace mlir;
using namespace mlir::qnn;

namespace {

/// What is asked of the process.
struct Request {
  enum class Kind { Prepare, Measure, Quit };
  Kind kind;
  /// Of `Prepare`.
  size_t caseIndex;
  Weights weights;
  /// Of `Measure`.
  uint64_t numCalls;
};

} // namespace

static bool sendBytes(int socket, const void *data, size_t size) {
  auto *bytes = static_cast<const char *>(data);
  while (size != 0) {
    ssize_t sent = send(socket, bytes, size, MSG_NOSIGNAL);
    if (sent < 0)
      return false;
    bytes += sent;
    size -= sent;
  }
  return true;
}

static bool receiveBytes(int socket, void *data, size_t size) {
  auto *bytes = static_cast<char *>(data);
  while (size != 0) {
    ssize_t received = recv(socket, bytes, size, 0);
    if (received <= 0)
      return false;
    bytes += received;
    size -= received;
  }
  return true;
}

template <typename Container>
static bool sendContainer(int socket, const Container &container) {
  size_t size = container.size();
  return sendBytes(socket, &size, sizeof(size)) &&
         sendBytes(socket, container.data(), size);
}

template <typename Container>
static bool receiveContainer(int socket, Container &container) {
  size_t size;
  if (!receiveBytes(socket, &size, sizeof(size)))
    return false;
  container.resize(size);
  return receiveBytes(socket, container.data(), size);
}

/// Answers with the name of the implementation, empty if there is none, and
/// what it computes.
static bool sendPrepared(int socket, PeerCase *prepared) {
  if (!prepared)
    return sendContainer(socket, std::string());
  prepared->run();
  return sendContainer(socket, prepared->implementation) &&
         sendContainer(socket, prepared->getOutput());
}

/// Answers requests until there is no one to answer.
static void serve(const Peer &peer, int socket) {
  std::optional<PeerCase> current;
  Request request;
  while (receiveBytes(socket, &request, sizeof(request)) &&
         request.kind != Request::Kind::Quit) {
    bool sent;
    if (request.kind == Request::Kind::Prepare) {
      const Case &benchmarkCase = getCases()[request.caseIndex];
      current =
          peer.prepare(benchmarkCase, makeData(benchmarkCase, request.weights));
      sent = sendPrepared(socket, current ? &*current : nullptr);
    } else {
      current->run();
      double time = measureCalls(current->run, request.numCalls);
      sent = sendBytes(socket, &time, sizeof(time));
    }
    if (!sent)
      return;
  }
}

std::unique_ptr<PeerProcess> PeerProcess::create(const Peer &peer,
                                                 TargetAttr target) {
  int sockets[2];
  if (socketpair(AF_UNIX, SOCK_STREAM, 0, sockets) != 0)
    return nullptr;
  pid_t process = fork();
  if (process == 0) {
    close(sockets[0]);
    if (peer.limitTo(target))
      serve(peer, sockets[1]);
    // Leaves to the parent what is the parent's, such as buffered output.
    _exit(0);
  }
  close(sockets[1]);
  if (process < 0) {
    close(sockets[0]);
    return nullptr;
  }
  return std::unique_ptr<PeerProcess>(
      new PeerProcess(peer, process, sockets[0]));
}

PeerProcess::~PeerProcess() {
  // Closing does not end it: peers started later have the socket too.
  Request request{Request::Kind::Quit, 0, Weights::Full, 0};
  sendBytes(socket, &request, sizeof(request));
  close(socket);
  waitpid(process, nullptr, 0);
}

std::optional<PeerProcess::Prepared>
PeerProcess::prepare(const Case &benchmarkCase, Weights weights) {
  Request request{Request::Kind::Prepare,
                  size_t(&benchmarkCase - getCases().data()), weights, 0};
  Prepared prepared;
  if (!sendBytes(socket, &request, sizeof(request)) ||
      !receiveContainer(socket, prepared.implementation) ||
      prepared.implementation.empty() ||
      !receiveContainer(socket, prepared.output))
    return std::nullopt;
  return prepared;
}

double PeerProcess::measure(uint64_t numCalls) {
  Request request{Request::Kind::Measure, 0, Weights::Full, numCalls};
  double time;
  if (!sendBytes(socket, &request, sizeof(request)) ||
      !receiveBytes(socket, &time, sizeof(time)))
    return std::numeric_limits<double>::infinity();
  return time;
}
