using System.IO;
using System.Linq;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using Mono.Cecil;

/// <summary>Build task: writes a copy of an assembly whose internal members a compiler can see. See Publicize.targets.</summary>
public class PublicizeAssembly : Task
{
    [Required]
    public string Source { get; set; }

    [Required]
    public string Destination { get; set; }

    /// <summary>Where the assemblies that <see cref="Source"/> refers to are found.</summary>
    [Required]
    public ITaskItem[] References { get; set; }

    public override bool Execute()
    {
        using (var resolver = new DefaultAssemblyResolver())
        using (var module = ModuleDefinition.ReadModule(Source, new ReaderParameters { AssemblyResolver = resolver }))
        {
            foreach (var folder in References.Select(reference => Path.GetDirectoryName(reference.ItemSpec)).Distinct())
                resolver.AddSearchDirectory(folder);

            foreach (var type in module.GetTypes())
            {
                Widen(type);
                foreach (var field in type.Fields.Where(field => field.IsAssembly)) field.IsPublic = true;
                foreach (var field in type.Fields.Where(field => field.IsFamilyAndAssembly)) field.IsFamily = true;
                foreach (var method in type.Methods.Where(method => method.IsAssembly)) method.IsPublic = true;
                // Not public: what overrides them in this project should stay out of its public surface.
                foreach (var method in type.Methods.Where(method => method.IsFamilyAndAssembly)) method.IsFamily = true;
            }

            module.Write(Destination);
        }

        return true;
    }

    private static void Widen(TypeDefinition type)
    {
        if (!type.IsNested)
            type.IsPublic = true;
        else if (type.IsNestedAssembly || type.IsNestedFamilyOrAssembly)
            type.IsNestedPublic = true;
        else if (type.IsNestedFamilyAndAssembly)
            type.IsNestedFamily = true;
    }
}
