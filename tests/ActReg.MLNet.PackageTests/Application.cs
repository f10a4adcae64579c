using ActReg.MLNet.Tests.Testing;

namespace ActReg.MLNet.PackageTests;

/// <summary>A project such as a user has, in a folder of its own beside the feed.</summary>
internal sealed class Application
{
    private readonly string _name;

    /// <param name="name">Of project and folder.</param>
    /// <param name="programs">Its sources, of the folder Programs.</param>
    /// <param name="more">What stands in the project beside the package.</param>
    public Application(string name, string[] programs, string more = "")
    {
        _name = name;
        Folder = Directory.CreateDirectory(Path.Combine(Workspace.Folder, name)).FullName;
        foreach (var program in programs)
            File.Copy(Path.Combine(AppContext.BaseDirectory, "Programs", program), In(program));
        File.WriteAllText(In($"{name}.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="ActReg.MLNet" Version="{Workspace.Version}" />
              </ItemGroup>
              {more}
            </Project>
            """);
    }

    public string Folder { get; }

    /// <summary>Where a build put it, which depends on whether it is for one platform.</summary>
    public string Output => Path.GetDirectoryName(Directory.GetFiles(In("bin", "Release"), $"{_name}.dll", SearchOption.AllDirectories).Single())!;

    public string In(params ReadOnlySpan<string> path) => Path.Combine([Folder, .. path]);

    public void Build(params string[] arguments) => Workspace.Do(Folder, ["build", "-c", "Release", .. arguments]);

    /// <summary>Runs what was built.</summary>
    public (int ExitCode, string Output) Run(params string[] arguments) =>
        Workspace.Run(Folder, SdkProcess.Dotnet, [Path.Combine(Output, $"{_name}.dll"), .. arguments]);
}
