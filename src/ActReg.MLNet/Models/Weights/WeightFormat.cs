namespace ActReg.MLNet;

/// <summary>By whose names, order and layouts weights are told.</summary>
public enum WeightFormat
{
    /// <summary>
    /// Keras's, which are this library's own: <c>dense/kernel</c> [inputs, units], convolutions' kernels [window, channels, filters], an LSTM's gates input, forget, cell, output, a GRU's update,
    /// reset, candidate with two rows of biases (<c>reset_after</c>), <c>gamma</c>, <c>beta</c>, <c>moving_mean</c>, <c>moving_variance</c> of a normalization.
    /// </summary>
    Keras,

    /// <summary>
    /// PyTorch's, as a <c>state_dict</c> has them: <c>fc1.weight</c> [units, inputs], convolutions' weights [filters, channels, window], an LSTM's gates input, forget, cell, output, a GRU's reset,
    /// update, new with two biases, of which those of an LSTM or RNN are added up, <c>weight</c>, <c>bias</c>, <c>running_mean</c>, <c>running_var</c> of a normalization.
    /// </summary>
    PyTorch,
}
