// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coroutine>
#include <optional>
#include <utility>

namespace nephoscope {

/// A value that one coroutine awaits and somebody else settles, sooner or later: `co_await pending.value()`. The first
/// settling counts. Whoever owns it must settle and resume it before it goes, so that no coroutine is left behind.
template <class T>
class Pending {
public:
    Pending() = default;
    Pending(const Pending &) = delete;
    Pending &operator=(const Pending &) = delete;

    bool isSettled() const { return m_value.has_value(); }
    void settle(T value)
    {
        if (!m_value)
            m_value.emplace(std::move(value));
    }
    /// Lets the coroutine go on, if one waits. It may delete this, and whatever holds it.
    void resume()
    {
        if (m_waiting)
            std::exchange(m_waiting, {}).resume();
    }

    class Awaiter {
    public:
        explicit Awaiter(Pending *pending)
            : m_pending(pending)
        {
        }
        bool await_ready() const { return m_pending->isSettled(); }
        void await_suspend(std::coroutine_handle<> waiting) { m_pending->m_waiting = waiting; }
        T await_resume() { return *m_pending->m_value; }

    private:
        Pending *m_pending;
    };
    Awaiter value() { return Awaiter(this); }

private:
    std::optional<T> m_value;
    std::coroutine_handle<> m_waiting;
};

} // namespace nephoscope
