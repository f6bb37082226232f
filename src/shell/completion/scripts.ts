/**
 * What shells source to complete `backstep`. They ask the program for the candidates, and give it the typed words as they
 * are: nothing that is typed is evaluated.
 */
import type { Shell } from './shells.ts';

// Bash 3.2, as on macOS, has no mapfile. With `filenames` it quotes what it inserts.
const bash = `_backstep() {
  local candidate
  COMPREPLY=()
  while IFS= read -r candidate; do
    COMPREPLY+=("$candidate")
  done < <(command backstep complete bash -- "\${COMP_LINE:0:COMP_POINT}" "$2" 2>/dev/null)
}
complete -o filenames -F _backstep backstep`;

const zsh = `#compdef backstep
_backstep() {
  local -a candidates folders
  candidates=("\${(@f)$(command backstep complete zsh -- "\${(@Q)words[2,CURRENT-1]}" "\${(Q)PREFIX}" 2>/dev/null)}")
  folders=(\${(M)candidates:#*/})
  candidates=(\${\${candidates:#}:#*/})
  [[ $PREFIX == --*=* ]] && compset -P '*='
  (( $#folders )) && compadd -S '' -a folders
  (( $#candidates )) && _describe -V 'backstep' candidates
}
if [[ $funcstack[1] == _backstep ]]; then _backstep; else compdef _backstep backstep; fi`;

const fish = `function __backstep_complete
  set -l words (commandline -opc)
  set -l token (commandline -ct)
  command backstep complete fish -- $words[2..-1] "$token" 2>/dev/null
end
complete -c backstep -f -k -a '(__backstep_complete)'`;

/** The script of each shell. */
export const scripts: Readonly<Record<Shell, string>> = { bash, zsh, fish };
