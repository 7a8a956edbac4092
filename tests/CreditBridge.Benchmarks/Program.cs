Console.WriteLine("night | rules");
