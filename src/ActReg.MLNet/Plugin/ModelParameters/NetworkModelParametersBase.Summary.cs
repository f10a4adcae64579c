using Microsoft.ML.Data;
using Microsoft.ML.Model;

namespace ActReg.MLNet;

public abstract partial class NetworkModelParametersBase<TOutput> : ICanSaveSummary, ICanSaveInTextFormat
{
    void ICanSaveSummary.SaveSummary(TextWriter writer, RoleMappedSchema schema) => NetworkText.WriteSummary(writer, Network);

    void ICanSaveInTextFormat.SaveAsText(TextWriter writer, RoleMappedSchema schema) => NetworkText.WriteAll(writer, Network);
}
