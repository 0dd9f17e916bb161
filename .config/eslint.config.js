import eslint from '@eslint/js';
import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';

const SPREAD = {
  selector: 'CallExpression[callee.property.name=/^(?:push|unshift|max|min)$/] > SpreadElement',
  message: 'Spreading some hundred thousand values into a call throws a RangeError; use a loop.',
};

export default tseslint.config(
  { ignores: ['.config/*.cjs', 'dist/', 'node_modules/', 'coverage/', 'fixtures/', 'src/tables/generated/'] },
  eslint.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  regexp.configs['flat/recommended'],
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['bin/*.js', '.config/*.js'] },
        tsconfigRootDir: `${import.meta.dirname}/..`,
      },
    },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/dot-notation': 'off',
      'no-control-regex': 'off',
      'no-irregular-whitespace': 'off',
      'no-misleading-character-class': 'error',
      'regexp/no-super-linear-backtracking': 'error',
      'regexp/no-super-linear-move': 'error',
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      'max-lines-per-function': ['error', { max: 40, skipComments: true, skipBlankLines: true }],
      'max-lines': ['error', { max: 300 }],
      'no-console': 'error',
      'no-restricted-syntax': ['error', SPREAD],
    },
  },
  {
    // One place escapes what a terminal obeys.
    files: ['src/cli/**/*.ts'],
    ignores: ['src/cli/terminal/*.ts', 'src/cli/main.ts'],
    rules: {
      // Replaces the rule of the same name above, so it repeats what that forbids.
      'no-restricted-syntax': [
        'error',
        SPREAD,
        {
          selector: 'CallExpression[callee.property.name="write"][callee.object.object.name="process"]',
          message: 'Use tell, printLine or print of src/cli/terminal.',
        },
      ],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector:
            'CallExpression[callee.property.name="toMatchObject"] :matches(Property, ArrayExpression) > :matches(Literal[regex], NewExpression[callee.name="RegExp"])',
          message: 'toMatchObject takes any value for a pattern; use expect.stringMatching.',
        },
      ],
    },
  },
  { files: ['src/tables/**/*.ts'], rules: { 'max-lines': 'off' } },
  { files: ['src/train/**/*.ts'], rules: { 'no-restricted-syntax': 'off' } },
  {
    files: ['**/*.js'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { globals: { process: 'readonly' } },
  },
  {
    files: ['bin/*.js'],
    languageOptions: { sourceType: 'commonjs', globals: { require: 'readonly' } },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
);
