using System.Diagnostics;
using System.Runtime.InteropServices;
using ActReg.MLNet.Tests.Testing;

namespace ActReg.MLNet.Tests.Torch;

/// <summary>A project such as a user has, in a temporary folder of its own, and the commands run on it.</summary>
internal sealed class ConsumerProject : IDisposable
{
    /// <param name="name">The name of the project and of what it builds.</param>
    /// <param name="items">The packages and libraries it refers to, as MSBuild items.</param>
    /// <param name="program">Its one source file.</param>
    public ConsumerProject(string name, string items, string program)
    {
        Name = name;
        Folder = Directory.CreateTempSubdirectory("actreg-").FullName;

        // Hard links keep half a gigabyte per build from being copied where the package cache is on the same disk.
        Write(name + ".csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <RuntimeIdentifiers>{RuntimeInformation.RuntimeIdentifier}</RuntimeIdentifiers>
                <ImplicitUsings>enable</ImplicitUsings>
                <InvariantGlobalization>true</InvariantGlobalization>
                <SatelliteResourceLanguages>en</SatelliteResourceLanguages>
                <UseSharedCompilation>false</UseSharedCompilation>
                <CreateHardLinksForCopyLocalIfPossible>true</CreateHardLinksForCopyLocalIfPossible>
                <CreateHardLinksForPublishFilesIfPossible>true</CreateHardLinksForPublishFilesIfPossible>
              </PropertyGroup>
              <ItemGroup>
                {items}
              </ItemGroup>
            </Project>
            """);
        Write("Program.cs", program);
        // Nothing above the temporary folder has a say.
        Write("Directory.Build.props", "<Project />");
        Write("Directory.Build.targets", "<Project />");
        Write("Directory.Packages.props", "<Project />");
    }

    public string Name { get; }

    public string Folder { get; }

    /// <summary>The plugin, by its file.</summary>
    public static string Plugin { get; } =
        $"""<Reference Include="{RealPath(typeof(TorchRuntime).Assembly.Location)}" />""";

    public static string Package(string name, string version, string attributes = "") =>
        $"""<PackageReference Include="{name}" Version="{version}" {attributes} />""";

    /// <summary>A file of a build's output, where links stand for copies.</summary>
    public static string RealPath(string file) => File.ResolveLinkTarget(file, returnFinalTarget: true)?.FullName ?? file;

    public void Write(string file, string text) => File.WriteAllText(Path.Combine(Folder, file), text);

    /// <summary>Runs a command of the .NET SDK, or a program with it.</summary>
    public (int ExitCode, string Output) Run(params string[] arguments) => Start(SdkProcess.Dotnet, arguments);

    /// <summary>Runs a program with the .NET SDK, with an environment variable.</summary>
    public (int ExitCode, string Output) RunWith(string variable, string value, params string[] arguments)
    {
        using var process = Create(SdkProcess.Dotnet, arguments);
        process.StartInfo.Environment[variable] = value;
        return SdkProcess.Run(process);
    }

    /// <summary>Runs a program to its end; its output is what it wrote, errors included.</summary>
    public (int ExitCode, string Output) Start(string program, params string[] arguments)
    {
        using var process = Create(program, arguments);
        return SdkProcess.Run(process);
    }

    /// <summary>A program with the .NET SDK that has been started, and whose output nobody reads yet.</summary>
    public Process Launch(params string[] arguments)
    {
        var process = Create(SdkProcess.Dotnet, arguments);
        process.Start();
        return process;
    }

    /// <summary>Runs a command of the .NET SDK that has to succeed.</summary>
    public void Do(params string[] arguments)
    {
        var (exitCode, output) = Run(arguments);
        Assert.AreEqual(0, exitCode, output);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private Process Create(string program, string[] arguments) => SdkProcess.Create(Folder, program, arguments);
}
