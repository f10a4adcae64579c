using ActReg.MLNet.Cli.CommandLine;

return await Application.RunAsync(args);
