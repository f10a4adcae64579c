global using Microsoft.VisualStudio.TestTools.UnitTesting;
global using ActReg.MLNet.Interchange;
