/** The extension for VS Code: what starts without a launch.json, and what is said if `backstep` cannot be started. */
const { exec } = require('node:child_process');
const { debug, window } = require('vscode');

const type = 'backstep';

exports.activate = ({ subscriptions }) => {
  const resolveDebugConfiguration = (_folder, given) => {
    // Without a launch.json, what VS Code gives has no type.
    const scenario = window.activeTextEditor?.document.fileName;
    const chosen = given.type ? given : { ...given, type, request: 'launch', name: 'Backstep', scenario };
    return new Promise((resolve) => {
      exec('backstep --version', (fault) => {
        // VS Code itself says nothing of it.
        if (fault) window.showErrorMessage(`Backstep cannot be started. ${fault.message}`);
        resolve(fault ? undefined : chosen);
      });
    });
  };
  subscriptions.push(debug.registerDebugConfigurationProvider(type, { resolveDebugConfiguration }));
};
