using ActReg.MLNet.Cli.CommandLine;
using ActReg.MLNet.Cli.Terminal;

StandardStream.Install();
return await Application.RunAsync(args);
