#include "CEditLine.h"

#include <histedit.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

struct CEditLine {
  EditLine *editor;
  History *history;
  CEditLineComplete complete;
  void *context;
  char *prompt;
  bool interrupted;
};

static CEditLine *self_of(EditLine *editor) {
  void *self = NULL;
  el_get(editor, EL_CLIENTDATA, &self);
  return self;
}

static char *prompt_of(EditLine *editor) {
  return self_of(editor)->prompt;
}

static unsigned char on_tab(EditLine *editor, wint_t key) {
  (void)key;
  CEditLine *self = self_of(editor);
  const LineInfo *info = el_line(editor);
  size_t length = (size_t)(info->cursor - info->buffer);
  switch (self->complete(self->context, self, info->buffer, length)) {
    case CEditLineCompletionNone: return CC_REFRESH_BEEP;
    case CEditLineCompletionChanged: return CC_REFRESH;
    case CEditLineCompletionPrinted: return CC_REDISPLAY;
  }
  return CC_ERROR;
}

// Under a locale that is not UTF-8 libedit drops a typed θ.
static void use_utf8(void) {
  if (setlocale(LC_CTYPE, "") && strcmp(nl_langinfo(CODESET), "UTF-8") == 0) return;
  if (!setlocale(LC_CTYPE, "C.UTF-8")) setlocale(LC_CTYPE, "en_US.UTF-8");
}

static unsigned char on_interrupt_key(EditLine *editor, wint_t key) {
  (void)key;
  CEditLine *self = self_of(editor);
  const LineInfo *info = el_line(editor);
  bool is_first = !self->interrupted;
  self->interrupted = true;
  if (is_first && info->cursor < info->lastchar) {
    // What is printed next has to stand behind the line, and only the editor's own loop shows
    // where the cursor goes; this key comes once more after that.
    el_cursor(editor, (int)(info->lastchar - info->cursor));
    el_push(editor, "\003");
    return CC_CURSOR;
  }
  return CC_EOF;
}

static void bind_own_keys(EditLine *editor) {
  el_set(editor, EL_BIND, "^I", "nabla-complete", NULL);
  el_set(editor, EL_BIND, "^C", "nabla-interrupt", NULL);
  // The other one is the map of vi's command mode.
  el_set(editor, EL_BIND, "-a", "^C", "nabla-interrupt", NULL);
}

static void set_keys(EditLine *editor) {
  // The narrow form of this one call copies its strings and never frees them.
  el_wset(editor, EL_ADDFN, L"nabla-complete", L"Complete the word before the cursor", on_tab);
  el_wset(editor, EL_ADDFN, L"nabla-interrupt", L"Drop what is typed", on_interrupt_key);
  // While a line is edited Ctrl-C is a key: a signal that comes just before the editor waits
  // for the next key would be lost, and it would reach the programs that started this one.
  // The first holds when libedit takes over changed settings of the terminal, the second until.
  el_set(editor, EL_SETTY, "-d", "-intr", NULL);
  el_set(editor, EL_SETTY, "-d", "intr=", NULL);
  bind_own_keys(editor);
  // What most shells do with these keys, where libedit's own choice surprises.
  el_set(editor, EL_BIND, "^R", "em-inc-search-prev", NULL);
  el_set(editor, EL_BIND, "^W", "ed-delete-prev-word", NULL);
  el_set(editor, EL_BIND, "\\e[1;5C", "em-next-word", NULL);
  el_set(editor, EL_BIND, "\\e[1;5D", "ed-prev-word", NULL);
  el_set(editor, EL_BIND, "\\e[3~", "ed-delete-next-char", NULL);
}

CEditLine *ceditline_open(
    const char *name, size_t history_limit, CEditLineComplete complete, void *context) {
  CEditLine *self = calloc(1, sizeof *self);
  if (!self) return NULL;
  self->complete = complete;
  self->context = context;
  use_utf8();
  self->editor = el_init(name, stdin, stdout, stderr);
  self->history = history_init();
  self->prompt = strdup("");
  if (!self->editor || !self->history || !self->prompt) {
    ceditline_close(self);
    return NULL;
  }
  HistEvent event;
  history(self->history, &event, H_SETSIZE, (int)history_limit);
  el_set(self->editor, EL_CLIENTDATA, self);
  el_set(self->editor, EL_PROMPT_ESC, prompt_of, '\1');
  el_set(self->editor, EL_SIGNAL, 1);
  el_set(self->editor, EL_EDITOR, "emacs");
  el_set(self->editor, EL_HIST, history, self->history);
  set_keys(self->editor);
  el_source(self->editor, NULL);
  // Choosing vi keys in ~/.editrc forgets all bindings.
  const char *keys = NULL;
  if (el_get(self->editor, EL_EDITOR, &keys) == 0 && keys && strcmp(keys, "vi") == 0) {
    bind_own_keys(self->editor);
  }
  return self;
}

void ceditline_close(CEditLine *self) {
  if (self->editor) el_end(self->editor);
  if (self->history) history_end(self->history);
  free(self->prompt);
  free(self);
}

bool ceditline_set_prompt(CEditLine *self, const char *prompt) {
  char *copy = strdup(prompt);
  if (!copy) return false;
  free(self->prompt);
  self->prompt = copy;
  return true;
}

CEditLineRead ceditline_read(CEditLine *self, const char **text, size_t *length) {
  int count = 0;
  self->interrupted = false;
  const char *line = el_gets(self->editor, &count);
  if (line && count > 0) {
    *text = line;
    *length = (size_t)count;
    return CEditLineReadLine;
  }
  *text = NULL;
  *length = 0;
  // With `edit off` in ~/.editrc, or sent by another program, Ctrl-C is a signal.
  bool interrupted = self->interrupted || ceditline_interrupts_raised();
  return interrupted ? CEditLineReadInterrupted : CEditLineReadEnd;
}

void ceditline_delete_before(CEditLine *self, int count) {
  el_deletestr(self->editor, count);
}

void ceditline_insert(CEditLine *self, const char *text) {
  el_insertstr(self->editor, text);
}

void ceditline_history_add(CEditLine *self, const char *entry) {
  HistEvent event;
  history(self->history, &event, H_ENTER, entry);
}

void ceditline_history_remove(CEditLine *self, const char *entry) {
  HistEvent event;
  int found = history(self->history, &event, H_FIRST);
  while (found == 0) {
    if (strcmp(event.str, entry) == 0) {
      // H_DEL hands over a copy of the text.
      if (history(self->history, &event, H_DEL, event.num) == 0) free((char *)event.str);
      found = history(self->history, &event, H_FIRST);
    } else {
      found = history(self->history, &event, H_NEXT);
    }
  }
}
