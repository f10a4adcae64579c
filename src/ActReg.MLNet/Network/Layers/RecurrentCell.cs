namespace ActReg.MLNet;

/// <summary>What a recurrent layer computes at each timestep; <see cref="RecurrentLayer"/> has the formulas.</summary>
public enum RecurrentCell
{
    /// <summary>A fully connected recurrent network (Elman, 1990). Keras's <c>SimpleRNN</c>.</summary>
    SimpleRnn,

    /// <summary>
    /// The gated recurrent unit (Cho et al., 2014), in the form whose reset gate comes after the product. Keras's <c>GRU</c>.
    /// </summary>
    Gru,

    /// <summary>
    /// Long short-term memory (Hochreiter and Schmidhuber, 1997; with forget gates, Gers et al., 2000). Keras's <c>LSTM</c>.
    /// </summary>
    Lstm,
}
