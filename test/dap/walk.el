;;; A walk through target-13 in dap-mode. Prints the line and the name of the frame after each stop.
;; What debugging needs besides is kept apart from the user's own settings and files.
(setq dap-breakpoints-file (expand-file-name "breakpoints" (getenv "WALK_FOLDER"))
      make-backup-files nil
      auto-save-default nil)
(dolist (folder (directory-files "/usr/share/emacs/site-lisp/elpa" t "^[a-z]"))
  (add-to-list 'load-path folder))
;; The setup that docs/dap.md shows.
(load (expand-file-name "setup.el" (getenv "WALK_FOLDER")) nil t)

(defvar walk-frames nil "The frames of the stops so far, the last one first.")
(add-hook 'dap-stack-frame-changed-hook
          (lambda (session)
            (let ((frame (dap--debug-session-active-frame session)))
              (when frame (push frame walk-frames)))))

(defun walk (name move)
  "Carry out MOVE and wait for its stop."
  (let ((count (1+ (length walk-frames)))
        (end (+ (float-time) 30)))
    (funcall move)
    (while (< (length walk-frames) count)
      (when (> (float-time) end) (error "No stop after %s" name))
      (accept-process-output nil 0.05))
    (let ((frame (car walk-frames)))
      (princ (format "%s: %s %s\n" name (gethash "line" frame) (gethash "name" frame))))))

(defun walk-session () (dap--cur-session-or-die))

(walk "start" (lambda () (dap-debug (list :type "backstep" :request "launch" :name "walk" :scenario "target-13"))))
(walk "step in" (lambda () (dap-step-in (walk-session))))
(walk "next" (lambda () (dap-next (walk-session))))
(walk "step back" #'backstep-step-back)
(with-current-buffer (find-file-noselect (gethash "path" (gethash "source" (car walk-frames))))
  (goto-char (point-min))
  (re-search-forward "^ *loss = ")
  (dap-breakpoint-toggle))
(walk "continue" (lambda () (dap-continue (walk-session) 1)))
(walk "reverse continue" #'backstep-reverse-continue)
(dap-disconnect (walk-session))
