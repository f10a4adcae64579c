using Microsoft.ML.Data;
using Microsoft.ML.Model;

namespace ActReg.MLNet;

public abstract partial class EnsembleModelParametersBase<TOutput, TMember> : ICanSaveSummary, ICanSaveInTextFormat
{
    void ICanSaveSummary.SaveSummary(TextWriter writer, RoleMappedSchema schema) => WriteMembers(writer, NetworkText.WriteSummary);

    void ICanSaveInTextFormat.SaveAsText(TextWriter writer, RoleMappedSchema schema) => WriteMembers(writer, NetworkText.WriteAll);

    private void WriteMembers(TextWriter writer, Action<TextWriter, TrainedNetwork> write)
    {
        writer.WriteLine($"{Quantity.Of(Members.Count, "network")}, which score together.");
        foreach (var member in Members)
        {
            writer.WriteLine();
            write(writer, member.Network);
        }
    }
}
