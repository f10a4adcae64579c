using System.Globalization;

namespace ActReg.MLNet;

/// <summary>What the outputs of a network are called.</summary>
internal static class OutputText
{
    /// <summary>One name per output; null where there are none.</summary>
    public static IReadOnlyList<string>? Names(TrainedNetwork network) =>
        network.Settings.Quantiles?.Select(share => share.ToString(CultureInfo.InvariantCulture)).ToArray() ?? network.Columns?.Label.SlotNames;
}
