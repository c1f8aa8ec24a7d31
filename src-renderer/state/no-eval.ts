import { z } from 'zod';

// The page's content security policy forbids `eval`, which zod would try for speed as soon as a schema is made. This
// module is therefore loaded before all that make schemas.
z.config({ jitless: true });
