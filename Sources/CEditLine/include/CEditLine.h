#pragma once

#include <stdbool.h>
#include <stddef.h>

// A door to libedit: its own functions are variadic, which Swift cannot call.
// It also holds the interrupt flag, which only C may set from a signal handler.

typedef struct CEditLine CEditLine;

/// What a completion did to the line.
typedef enum {
  CEditLineCompletionNone,       ///< Nothing fits: the terminal beeps.
  CEditLineCompletionChanged,    ///< The line was edited.
  CEditLineCompletionPrinted,    ///< Something was printed below the line, which is shown anew.
} CEditLineCompletion;

/// Called for Tab with the line's UTF-8 bytes up to the cursor.
typedef CEditLineCompletion (*CEditLineComplete)(
    void *_Nullable context, CEditLine *_Nonnull line, const char *_Nonnull text, size_t length);

/// How reading a line ended.
typedef enum {
  CEditLineReadLine,         ///< A line was read.
  CEditLineReadEnd,          ///< Ctrl-D on an empty line, or the terminal is gone.
  CEditLineReadInterrupted,  ///< Ctrl-C.
} CEditLineRead;

/// Opens an editor on standard input and output, which must be terminals; NULL on failure.
/// Sets the process's character locale to a UTF-8 one, and reads `~/.editrc` under `name`.
CEditLine *_Nullable ceditline_open(
    const char *_Nonnull name, size_t history_limit, CEditLineComplete _Nonnull complete,
    void *_Nullable context);

/// Closes the editor and restores the terminal.
void ceditline_close(CEditLine *_Nonnull line);

/// Sets the prompt; what stands between two `\1` bytes takes no room on the screen.
/// Returns false when memory is short.
bool ceditline_set_prompt(CEditLine *_Nonnull line, const char *_Nonnull prompt);

/// Reads a line; `*text` is lent until the next call and holds `*length` bytes.
CEditLineRead ceditline_read(
    CEditLine *_Nonnull line, const char *_Nullable *_Nonnull text, size_t *_Nonnull length);

/// Deletes `count` characters before the cursor; only inside a completion.
void ceditline_delete_before(CEditLine *_Nonnull line, int count);

/// Inserts UTF-8 text at the cursor; only inside a completion.
void ceditline_insert(CEditLine *_Nonnull line, const char *_Nonnull text);

/// Adds an entry as the newest one, without looking for an equal one.
void ceditline_history_add(CEditLine *_Nonnull line, const char *_Nonnull entry);

/// Removes every entry equal to `entry`; linear in the length of the history.
void ceditline_history_remove(CEditLine *_Nonnull line, const char *_Nonnull entry);

/// From now on Ctrl-C sets a flag and makes blocking calls fail with EINTR.
/// With `once`, a second Ctrl-C ends the process, and an ignored signal stays ignored.
void ceditline_interrupts_install(bool once);

/// Whether Ctrl-C was pressed since the flag was cleared; may be called from any thread.
bool ceditline_interrupts_raised(void);

/// Clears the flag.
void ceditline_interrupts_clear(void);
