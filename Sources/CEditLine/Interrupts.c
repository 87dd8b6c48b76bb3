#include <signal.h>
#include <stdatomic.h>

#include "CEditLine.h"

// Lock-free, so that a signal handler may write it and any thread may read it.
static atomic_bool raised;

static void on_interrupt(int signal) {
  (void)signal;
  atomic_store(&raised, true);
}

void ceditline_interrupts_install(bool once) {
  struct sigaction old;
  // A shell that starts a program in the background asks it not to listen.
  if (once && sigaction(SIGINT, NULL, &old) == 0 && old.sa_handler == SIG_IGN) return;
  struct sigaction action = {.sa_handler = on_interrupt};
  sigemptyset(&action.sa_mask);
  // No SA_RESTART: a read that waits for input has to return.
  action.sa_flags = once ? SA_RESETHAND : 0;
  sigaction(SIGINT, &action, NULL);
}

bool ceditline_interrupts_raised(void) {
  return atomic_load(&raised);
}

void ceditline_interrupts_clear(void) {
  atomic_store(&raised, false);
}
